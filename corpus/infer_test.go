package corpus

import "testing"

// A date line gives the day that a reader sees in it, or its own words where there are two ways to read it.
func TestDateLine(t *testing.T) {
	for _, tt := range []struct {
		line string
		want Date
	}{
		{"15 January 2022", Date{Year: 2022, Month: 1, Day: 15}},
		{"January 15th, 2022", Date{Year: 2022, Month: 1, Day: 15}},
		{"Port March, 3 May 1931", Date{Year: 1931, Month: 5, Day: 3}},
		{"Saint-Avril, le 17 mai 2019", Date{Year: 2019, Month: 5, Day: 17}},
		{"Villa Mayo, 2 de abril de 1947", Date{Year: 1947, Month: 4, Day: 2}},
		{"Köln, den 4. März 1921", Date{Year: 1921, Month: 3, Day: 4}},
		{"Москва, 5 января 2022 года", Date{Year: 2022, Month: 1, Day: 5}},
		{"May 1931", Date{Year: 1931, Month: 5}},
		{"31 February 1931", Date{Literal: "31 February 1931"}},
		{"03/04/1931", Date{Literal: "03/04/1931"}},
	} {
		if got := readDateLine(tt.line); got != tt.want {
			t.Errorf("readDateLine(%q) = %+v, want %+v", tt.line, got, tt.want)
		}
	}
}
