package discordtest

import (
	"fmt"
	"time"
)

// What a server assumes where its [Options] or a [Where] say nothing.
const (
	DefaultToken         = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.test.discordtest"
	DefaultApplicationID = "1100000000000000001"
	DefaultUser          = "300000000000000001"
)

// Options say what a [Server] is like. The zero value is a server without guilds that holds to all rules.
type Options struct {
	Token         string // what follows "Bot "; "" is [DefaultToken]
	ApplicationID string // also the bot's user; "" is [DefaultApplicationID]
	PublicKey     string // in hexadecimal, as GET /applications/@me shows it; "" is 64 zeros
	Guilds        []Guild

	Heartbeat      time.Duration // what HELLO asks for, in whole milliseconds; 0 is 41,250 ms
	HeartbeatGrace time.Duration // how late a heartbeat may be before the connection is closed with 4009; 0 is 5 s
	MaxConcurrency int           // IDENTIFYs in each period; 0 is 1
	IdentifyEvery  time.Duration // that period; 0 is 5 s
	SessionStarts  int           // IDENTIFYs a day; 0 is 1,000
	Shards         int           // number of shards that GET /gateway/bot recommends; 0 is 1
	Privileged     int           // the privileged intents that the application may use, as bits

	RouteLimit  RouteLimit
	Schema      SchemaUse
	AnyMentions bool             // do without the house rule that each message carries allowed_mentions {"parse":[]}
	Now         func() time.Time // the server's clock, on which [Server.Advance] adds; nil is [time.Now]
}

// A RouteLimit is how many requests each route takes in a period, counted for each channel, guild and
// interaction token. The zero value sets no limit; responses then carry no X-RateLimit headers.
type RouteLimit struct {
	Requests int
	Per      time.Duration
}

// A Guild is a server that the bot is a member of.
type Guild struct {
	ID, Name string
	Locale   string // "" is en-US
	Channels []Channel
}

// A ChannelType is Discord's number for a kind of channel.
type ChannelType int

// The kinds of channels that the server knows.
const (
	TextChannel         ChannelType = 0
	DirectMessage       ChannelType = 1
	VoiceChannel        ChannelType = 2
	GroupMessage        ChannelType = 3
	Category            ChannelType = 4
	AnnouncementChannel ChannelType = 5
	PublicThread        ChannelType = 11
	PrivateThread       ChannelType = 12
	ForumChannel        ChannelType = 15
)

// A Channel is a place in a [Guild] where messages or threads can be put.
type Channel struct {
	ID, Name   string
	Type       ChannelType
	Denied     Permissions // what the bot may not do there; all else it may
	Tags       []Tag       // of a forum
	RequireTag bool        // each post of a forum needs a tag
}

// A Tag can be put on the posts of a forum.
type Tag struct{ ID, Name string }

// Permissions are Discord's permission bits.
type Permissions uint64

// The permissions that the server checks, and the one that settings of a guild need.
const (
	ManageChannels        Permissions = 1 << 4
	ManageGuild           Permissions = 1 << 5
	ViewChannel           Permissions = 1 << 10
	SendMessages          Permissions = 1 << 11
	ManageMessages        Permissions = 1 << 13
	EmbedLinks            Permissions = 1 << 14
	AttachFiles           Permissions = 1 << 15
	ReadMessageHistory    Permissions = 1 << 16
	UseApplicationCommand Permissions = 1 << 31
	ManageThreads         Permissions = 1 << 34
	CreatePublicThreads   Permissions = 1 << 35
	CreatePrivateThreads  Permissions = 1 << 36
	SendInThreads         Permissions = 1 << 38

	allPermissions Permissions = 1<<53 - 1
)

// Guilds returns n guilds whose numbers, shifted right by 22 bits, are 1 to n, each with a text channel, a
// forum and an announcement channel, in this order.
func Guilds(n int) []Guild {
	guilds := make([]Guild, n)
	for i := range guilds {
		id := uint64(i+1) << 22
		channel := func(add uint64, name string, kind ChannelType) Channel {
			return Channel{ID: fmt.Sprint(id + add), Name: name, Type: kind}
		}
		guilds[i] = Guild{ID: fmt.Sprint(id), Name: fmt.Sprintf("Guild %d", i+1), Channels: []Channel{
			channel(1, "general", TextChannel), channel(2, "forum", ForumChannel), channel(3, "news", AnnouncementChannel),
		}}
	}
	return guilds
}

func (o Options) withDefaults() Options {
	o.Token = either(o.Token, DefaultToken)
	o.ApplicationID = either(o.ApplicationID, DefaultApplicationID)
	o.PublicKey = either(o.PublicKey, fmt.Sprintf("%064d", 0))
	o.Heartbeat = either(o.Heartbeat, 41_250*time.Millisecond)
	o.HeartbeatGrace = either(o.HeartbeatGrace, 5*time.Second)
	o.MaxConcurrency = either(o.MaxConcurrency, 1)
	o.IdentifyEvery = either(o.IdentifyEvery, 5*time.Second)
	o.SessionStarts = either(o.SessionStarts, 1000)
	o.Shards = either(o.Shards, 1)
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// either returns v, or fallback if v is the zero value.
func either[T comparable](v, fallback T) T {
	var zero T
	if v == zero {
		return fallback
	}
	return v
}
