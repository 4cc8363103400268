package corpus

import (
	"strings"
	"testing"
)

func TestDetectLanguage(t *testing.T) {
	for _, tt := range []struct {
		text, code string
		confident  bool
	}{
		{"The lamps went out at nine o'clock, and nobody on the quay could say afterwards who had put them out, or why it was done.", "en", true},
		{"THE LAMPS WENT OUT AT NINE, AND NOBODY ON THE QUAY COULD SAY AFTERWARDS WHO HAD PUT THEM OUT.", "en", true},
		{"Die Lampen gingen um neun Uhr aus, und niemand am Kai konnte später sagen, wer sie gelöscht hatte.", "de", true},
		{"Las lámparas se apagaron a las nueve y nadie en el muelle pudo decir después quién las había apagado.", "es", true},
		{"Les lampes s'éteignirent à neuf heures, et personne sur le quai ne put dire ensuite qui les avait éteintes.", "fr", true},
		{"Фонари на набережной погасли в девять часов. Сторож ничего не видел, но сказал, что слышал чужую собаку; ему никто не поверил, потому что он был уже стар и часто ошибался.", "ru", true},
		{"Ліхтарі згасли о дев'ятій годині, і ніхто на набережній не міг потім сказати, хто їх загасив.", "uk", true},
		{"昨夜、東の埠頭の灯がすべて消えた。だれも見ていない。だれが消したのかもわからない。", "ja", true},
		{"昨天晚上码头上的灯全都灭了没有人看见也没有人知道为什么", "zh", true},
		{"", "und", false},
		{"Lamps go out now", "und", false},
		{"灯灭了", "und", false},
		{"12 %, 1921; 370 – 1,5 (3)", "und", false},
		{"\x80\x81 \xff \xfe \xc3 \xe2\x80", "und", false},
	} {
		if code, confident := DetectLanguage(tt.text); code != tt.code || confident != tt.confident {
			t.Errorf("DetectLanguage(%q) = %q, %v, want %q, %v", tt.text, code, confident, tt.code, tt.confident)
		}
	}
}

// The head of a text tells its language, also where it is cut inside a character, and what stands far below changes nothing.
func TestDetectLanguageLooksAtTheHead(t *testing.T) {
	head := strings.Repeat(`Фонари на набережной погасли в девять часов. Сторож ничего не видел, но сказал, что слышал чужую собаку; ему никто не поверил,
		потому что он был уже стар и часто ошибался. На следующий день приехал следователь и долго расспрашивал всех, кто живёт у воды. `, 40)
	for pad := range 3 {
		text := strings.Repeat(" ", pad) + head
		for _, tail := range []string{"", strings.Repeat("The lamps went out. ", 10000)} {
			if code, confident := DetectLanguage(text + tail); code != "ru" || !confident {
				t.Errorf("with %d blanks and %d bytes behind it, DetectLanguage = %q, %v, want ru, true", pad, len(tail), code, confident)
			}
		}
	}
}
