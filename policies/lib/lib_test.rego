package landrail.lib_test

import data.landrail.lib
import rego.v1

test_a_glob_without_signs_is_a_name if {
	lib.fits("t3.micro", "t3.micro")
	not lib.fits("t3.micro", "t3.micro.large")
	not lib.fits("t3.micro", "T3.micro")
}

test_a_star_at_the_end_takes_any_rest if {
	lib.fits("t3.*", "t3.micro")
	lib.fits("t3.*", "t3.")
	lib.fits("*", "")
	not lib.fits("t3.*", "t3a.micro")
}

test_stars_share_no_letter if {
	lib.fits("ab*ba", "abba")
	not lib.fits("ab*ba", "aba")
	lib.fits("a*b*c", "abc")
	not lib.fits("aa*a*aa", "aaaa")
}

test_a_star_elsewhere_and_other_signs_are_globs if {
	lib.fits("*.metal", "c5.metal")
	lib.fits("db.*.large", "db.t4g.large")
	lib.fits("eu-[a-w]*", "eu-west-1")
	lib.fits("{eu,us}-west-1", "us-west-1")
	lib.fits("m?.large", "m5.large")
	lib.fits("root/**", "root/platform/prod")
	not lib.fits("*.metal", "c5.metal2")
	not lib.fits("m?.large", "m5d.large")
}

# Whatever way is taken, the answer is that of glob.match.
test_short_ways_answer_as_glob_match if {
	patterns := ["", "*", "**", "***", "a", "a*", "a**", "*a", "a*b", "*a*", "a*a", "a*a*a", "a*b*a", "*a*b", "a*a*b*", "a.*", "a?", "a[b]", "{a,b}", "a\\*", "a/*", "[*"]
	values := ["", "a", "aa", "aaa", "ab", "a.b", "a/b", "b", "ba", "aba", "abba", "a*", "aab", "*", "[*", "a\\x", "a\u00e9b"]
	wrong := [[pattern, value] |
		some pattern in patterns
		some value in values
		short := {x | x := true; lib.fits(pattern, value)}
		long := {x | x := true; glob.match(pattern, null, value)}
		short != long
	]
	wrong == []
}
