package httpapi_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"variorum/httpapi"
)

func TestParseKey(t *testing.T) {
	digits := hex.EncodeToString(public)
	for _, s := range []string{digits, strings.ToUpper(digits), " " + digits + "\n"} {
		if key, err := httpapi.ParseKey(s); err != nil || !key.Equal(public) {
			t.Errorf("ParseKey(%q) = %x, %v, want %x", s, key, err, public)
		}
	}
	for _, tt := range []struct{ given, want string }{
		{"", "reading the public key: 0 characters, want 64 hexadecimal digits"},
		{digits[:62], "reading the public key: 62 characters, want 64 hexadecimal digits"},
		{digits + "00", "reading the public key: 66 characters, want 64 hexadecimal digits"},
		{strings.Repeat("g", 64), "reading the public key: a character is no hexadecimal digit"},
		{"0x" + digits[2:], "reading the public key: a character is no hexadecimal digit"},
		{strings.Repeat("0", 64), "reading the public key: all digits are 0"},
	} {
		if key, err := httpapi.ParseKey(tt.given); err == nil || err.Error() != tt.want || key != nil {
			t.Errorf("ParseKey(%q) = %x, %v, want the error %q", tt.given, key, err, tt.want)
		}
	}
}

func TestSignatures(t *testing.T) {
	_, stranger, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	set := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	edit := func(name string, f func(string) string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, f(r.Header.Get(name))) }
	}
	const signature, timestamp = "X-Signature-Ed25519", "X-Signature-Timestamp"
	for _, tt := range []struct {
		name   string
		age    time.Duration
		change func(*http.Request)
		status int
	}{
		{"a signature of Discord's", 0, nil, 200},
		{"upper case digits", 0, edit(signature, strings.ToUpper), 200},
		{"five minutes old", 5 * time.Minute, nil, 200},
		{"five minutes and a second old", 5*time.Minute + time.Second, nil, 401},
		{"five minutes ahead", -5 * time.Minute, nil, 200},
		{"five minutes and a second ahead", -5*time.Minute - time.Second, nil, 401},
		{"no signature", 0, func(r *http.Request) { r.Header.Del(signature) }, 401},
		{"no timestamp", 0, func(r *http.Request) { r.Header.Del(timestamp) }, 401},
		{"neither", 0, func(r *http.Request) { r.Header.Del(signature); r.Header.Del(timestamp) }, 401},
		{"a short signature", 0, edit(signature, func(s string) string { return s[:126] }), 401},
		{"a long signature", 0, edit(signature, func(s string) string { return s + "00" }), 401},
		{"an odd number of digits", 0, edit(signature, func(s string) string { return s[:127] }), 401},
		{"no digits", 0, set(signature, strings.Repeat("z", 128)), 401},
		{"a signature of zeros", 0, set(signature, strings.Repeat("0", 128)), 401},
		{"a digit changed", 0, edit(signature, func(s string) string { return s[:127] + string("10"[s[127]&1]) }), 401},
		{"another timestamp than was signed", 0, edit(timestamp, func(s string) string { last := len(s) - 1; return s[:last] + string("10"[s[last]&1]) }), 401},
		{"a sign before the timestamp", 0, edit(timestamp, func(s string) string { return "+" + s }), 401},
		{"a timestamp with a fraction", 0, edit(timestamp, func(s string) string { return s + ".0" }), 401},
		{"a timestamp that is no number", 0, set(timestamp, "now"), 401},
		{"a timestamp in milliseconds", 0, edit(timestamp, func(s string) string { return s + "000" }), 401},
		{"a timestamp of the end of time", 0, set(timestamp, "18446744073709551615"), 401},
		{"a timestamp below 0", 0, set(timestamp, "-1"), 401},
		{"another body than was signed", 0, func(r *http.Request) {
			r.Body = io.NopCloser(strings.NewReader(strings.Replace(question, "1", "2", 1)))
		}, 401},
		{"another's signature", 0, func(r *http.Request) {
			r.Header.Set(signature, hex.EncodeToString(ed25519.Sign(stranger, []byte(r.Header.Get(timestamp)+question))))
		}, 401},
	} {
		t.Run(tt.name, func(t *testing.T) {
			calls := 0
			s := &httpapi.Server{Key: public, Handler: func(_ context.Context, body []byte) ([]byte, error) { calls++; return body, nil }}
			within(t, s, func(t *testing.T, r *running) {
				q := signed(t, question, time.Now().Add(-tt.age))
				if tt.change != nil {
					tt.change(q)
				}
				response, body := r.do(t, q)
				if response.StatusCode != tt.status || calls != map[int]int{200: 1}[tt.status] {
					t.Errorf("status %d, body %q, handled %d times; want status %d", response.StatusCode, body, calls, tt.status)
				}
			})
		})
	}
}

// A signature is checked before anything is parsed: what is no JSON is told apart from what is only for those who sign.
func TestNothingIsParsedWithoutASignature(t *testing.T) {
	within(t, &httpapi.Server{Key: public, Handler: echo}, func(t *testing.T, r *running) {
		for _, body := range []string{"", "{", `{"type":1}`, "[]"} {
			if response, _ := r.do(t, post(t, body)); response.StatusCode != http.StatusUnauthorized {
				t.Errorf("%q without a signature: status %d, want 401", body, response.StatusCode)
			}
		}
	})
}

// Whatever a request holds, it is answered with one of four statuses; the handler is called for those that are signed and are interactions, with
// the bytes that came, and for no others.
func FuzzInteractions(f *testing.F) {
	for _, body := range []string{question, `{"type":1}`, `{"type":"2"}`, `{}`, `[]`, `null`, `{`, "", " \n{\"type\":3}", "\ufeff{\"type\":2}", `{"type":99999999999999999999}`, `{"type":2.0}`, `{"Type":2}`, `{"type":2} x`} {
		for flip := range uint(3) {
			f.Add([]byte(body), "", "", int64(0), flip)
		}
	}
	f.Add([]byte(question), strings.Repeat("0", 128), "0", int64(301), uint(0))
	f.Add([]byte(question), "00", "9223372036854775807", int64(-301), uint(5000))
	f.Fuzz(func(t *testing.T, body []byte, signature, timestamp string, age int64, flip uint) {
		var handled [][]byte
		handler := httpapi.HandlerOf(&httpapi.Server{Key: public, Handler: func(_ context.Context, b []byte) ([]byte, error) {
			handled = append(handled, bytes.Clone(b))
			return []byte("{}"), nil
		}})
		now := time.Now().Unix()
		genuine := signature == "" && timestamp == ""
		if genuine {
			timestamp = strconv.FormatInt(now-age, 10)
			sum := ed25519.Sign(secret, append([]byte(timestamp), body...))
			if flip %= 8*ed25519.SignatureSize + 1; flip > 0 { // 0 leaves it as it is
				sum[(flip-1)/8] ^= 1 << ((flip - 1) % 8)
			}
			signature = hex.EncodeToString(sum)
		}
		r := httptest.NewRequest(http.MethodPost, "/interactions", bytes.NewReader(body))
		r.Header = http.Header{"X-Signature-Ed25519": {signature}, "X-Signature-Timestamp": {timestamp}}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)

		if 290 < age && age < 310 || -310 < age && age < -290 {
			return // the clock may have moved on meanwhile
		}
		want, kind := http.StatusUnauthorized, kindIn(body)
		if genuine && flip == 0 && -300 <= age && age <= 300 {
			want = http.StatusOK
			if kind < 1 {
				want = http.StatusBadRequest
			}
		}
		if w.Code != want {
			t.Fatalf("status %d, want %d: body %q, signature %q, timestamp %q, age %d, bit %d", w.Code, want, body, signature, timestamp, age, flip)
		}
		if wanted := want == http.StatusOK && kind > 1; wanted != (len(handled) == 1) || wanted && !bytes.Equal(handled[0], body) {
			t.Fatalf("handled %q, want that of %q: %t", handled, body, wanted)
		}
	})
}

// kindIn returns the type of the interaction that body is, 0 if it is none. Of a name in another case and of one that comes twice the last counts,
// as in all that is read with encoding/json.
func kindIn(body []byte) int {
	var object *struct{ Type any }
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if !json.Valid(body) || d.Decode(&object) != nil || object == nil {
		return 0
	}
	number, _ := object.Type.(json.Number)
	kind, err := strconv.Atoi(number.String())
	if err != nil {
		return 0
	}
	return kind
}

// BenchmarkSigned measures a signed request of a usual size from its first byte to its response, without a network.
func BenchmarkSigned(b *testing.B) {
	handler := httpapi.HandlerOf(&httpapi.Server{Key: public, Handler: func(context.Context, []byte) ([]byte, error) { return []byte(`{"type":5}`), nil }})
	body := `{"id":"1","type":2,"data":{"name":"ask","options":[{"name":"question","type":3,"value":"` + strings.Repeat("when? ", 300) + `"}]}}`
	q := signed(b, body, time.Now())
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		w := httptest.NewRecorder()
		q.Body = io.NopCloser(strings.NewReader(body))
		if handler.ServeHTTP(w, q); w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}
