package document

// badForm are files that are not the YAML we read, and all that is said about
// them.
var badForm = []struct{ name, text, want string }{
	{
		"empty",
		"",
		"bad.yaml is empty; see \"earnburn init\"",
	},
	{
		"only comments",
		"# nothing\n\n# here\n",
		"bad.yaml is empty; see \"earnburn init\"",
	},
	{
		"only a document start",
		"---\n",
		"bad.yaml is empty; see \"earnburn init\"",
	},
	{
		"only null",
		"~\n",
		"bad.yaml is empty; see \"earnburn init\"",
	},
	{
		"top-level list",
		"- a\n",
		"bad.yaml:1:1: must be a mapping (got a list)",
	},
	{
		"top-level scalar",
		"name\n",
		"bad.yaml:1:1: must be a mapping (got name)",
	},
	{
		"second document",
		"name: a\n---\nname: b\n",
		"bad.yaml:2:1: second document; one file holds one",
	},
	{
		"second document, empty",
		"name: a\n---\n",
		"bad.yaml:2:1: second document; one file holds one",
	},
	{
		"second document after end",
		"name: a\n...\nname: b\n",
		"bad.yaml:3: this line does not fit; one file holds one document",
	},
	{
		"tab",
		"tiers:\n\tby: spend\n",
		"bad.yaml:2: a tab cannot indent; use spaces",
	},
	{
		"tab later",
		"tiers:\n  by: spend\n\tlevels: []\n",
		"bad.yaml:3: a tab cannot indent; use spaces",
	},
	{
		"tab in list",
		"season:\n\t- 1\n",
		"bad.yaml:2: a tab cannot indent; use spaces",
	},
	{
		"bad indentation",
		"name: a\ntiers:\n  by: spend\n levels: []\n",
		"bad.yaml:4: this line does not fit: wrong indentation, or a missing colon, quote or bracket",
	},
	{
		"bad indentation deeper",
		"name: a\n  by: spend\n",
		"bad.yaml:2: a second \": \" on this line, or wrong indentation; put text with a colon into quotes",
	},
	{
		"list item out of line",
		"season:\n  - 1\n - 2\n",
		"bad.yaml:3: this line does not fit: wrong indentation, or a missing colon, quote or bracket",
	},
	{
		"two colons",
		"name: a: b\n",
		"bad.yaml:1: a second \": \" on this line, or wrong indentation; put text with a colon into quotes",
	},
	{
		"unclosed quote",
		"members: 5\nname: \"abc\ntiers: 1\n",
		"bad.yaml:2: a quote that opens here is not closed",
	},
	{
		"unclosed brace",
		"members: 5\ntiers: {by: spend\nname: x\n",
		"bad.yaml:2: a { that opens here is not closed, or a comma is missing",
	},
	{
		"unclosed bracket",
		"members: 5\nseason: [1, 2\nname: x\n",
		"bad.yaml:2: a [ that opens here is not closed, or a comma is missing",
	},
	{
		"missing comma",
		"members: 5\ntiers: {by: spend levels: []}\n",
		"bad.yaml:2: a { that opens here is not closed, or a comma is missing",
	},
	{
		"unknown escape",
		"name: \"\\d\"\n",
		"bad.yaml:1: a \\ in double quotes that YAML does not know; use single quotes or \\\\",
	},
	{
		"at sign",
		"members: 5\nname: @a\n",
		"bad.yaml:2: a value cannot begin with this character; put it into quotes",
	},
	{
		"no colon",
		"name: a\nmembers\nseats: 5\n",
		"bad.yaml:2: must be \"key: value\"; a colon or a quote is missing",
	},
	{
		"anchor and alias",
		"fee: &fee 5\nseats: *fee\n",
		"bad.yaml:1:6: fee: an anchor (&fee) is not allowed; write the value out where it is needed\n" +
			"bad.yaml:2:8: seats: an alias (*fee) is not allowed; write the value out",
	},
	{
		"unknown alias",
		"name: a\nseats: *fee\n",
		"bad.yaml:2: an alias (*fee) is not allowed; write the value out",
	},
	{
		"merge key",
		"tiers:\n  <<: {by: spend}\n",
		"bad.yaml:2:3: tiers: a merge key (<<) is not allowed; write the values out",
	},
	{
		"tag",
		"name: !!str 5\nseats: ! 5\nfee: !x 5\n",
		"bad.yaml:1:7: name: a tag (!!str) is not allowed; put text that begins with ! into quotes\n" +
			"bad.yaml:2:8: seats: a tag (!) is not allowed; put text that begins with ! into quotes\n" +
			"bad.yaml:3:6: fee: a tag (!x) is not allowed; put text that begins with ! into quotes",
	},
	{
		"key is a list",
		"[a]: 1\n? {b: 1}\n: 2\n",
		"bad.yaml:1:1: a key must be a word, not a list or a mapping\n" +
			"bad.yaml:2:3: a key must be a word, not a list or a mapping",
	},
	{
		"explicit key",
		"? name\n: x\n",
		"bad.yaml:1:3: write \"key: value\", without a question mark",
	},
	{
		"key of two lines",
		"? |\n  name\n  x\n: x\n",
		"bad.yaml:1:3: write \"key: value\", without a question mark",
	},
	{
		"no key",
		": x\n",
		"bad.yaml:1: this line does not fit: wrong indentation, or a missing colon, quote or bracket",
	},
	{
		"Latin-1",
		"name: a\ndiscount: caf\xe9\n",
		"bad.yaml:2:14: byte 0xE9 is not UTF-8; try iconv -f latin1 -t utf-8",
	},
	{
		"column in characters",
		"name: ü\nseats: [ü, \xe9]\n",
		"bad.yaml:2:12: byte 0xE9 is not UTF-8; try iconv -f latin1 -t utf-8",
	},
	{
		"UTF-16",
		"\xff\xfen\x00",
		"bad.yaml: is UTF-16; save it as UTF-8, for example with iconv -f utf-16 -t utf-8",
	},
	{
		"NUL",
		"name: a\x00b\n",
		"bad.yaml:1:8: control character '\\x00'; only plain text is allowed",
	},
	{
		"escape sequence",
		"name: \x1b[31mred\n",
		"bad.yaml:1:7: control character '\\x1b'; only plain text is allowed",
	},
	{
		"escaped escape sequence",
		"name: \"\\e[31mred\"\n",
		"bad.yaml:1:7: name: control character '\\x1b'; only plain text is allowed",
	},
	{
		"escaped in key",
		"\"\\e[31mred\": 5\n",
		"bad.yaml:1:1: control character '\\x1b' in a key",
	},
	{
		"reordered text",
		"name: a\u202eb\n",
		"bad.yaml:1:8: control character '\\u202e'; only plain text is allowed",
	},
	{
		"several closed",
		"{name: a}\nb: 2\n",
		"bad.yaml:2: this line does not fit; one file holds one document",
	},
	{
		"empty path parts",
		"parameters: {\"\": 1}\n",
		"bad.yaml:1:14: parameters: missing key before the colon",
	},
	{
		"reserved character",
		"name: `a`\n",
		"bad.yaml:1: a value cannot begin with this character; put it into quotes",
	},
	{
		"percent",
		"name: %a\n",
		"bad.yaml:1: a value cannot begin with this character; put it into quotes",
	},
	{
		"question",
		"name: ?\n",
		"bad.yaml:1: a value cannot begin with \"? \"; put it into quotes",
	},
	{
		"dash",
		"name: - a\n",
		"bad.yaml:1: \"- \" cannot begin a list here; put it on its own line",
	},
	{
		"unclosed single quote",
		"name: 'it''s\n",
		"bad.yaml:1: a quote that opens here is not closed",
	},
	{
		"directive",
		"%YAML 2.0\n---\nname: a\n",
		"bad.yaml:1: a %YAML line is not needed; leave it out",
	},
	{
		"tag directive",
		"%TAG ! tag:x,2000:\n---\nname: !a b\n",
		"bad.yaml:3:7: name: a tag (tag:x,2000:a) is not allowed; put text that begins with ! into quotes",
	},
	{
		"block text bad indentation",
		"name: |\n    a\n  b\nseats: 1\n",
		"bad.yaml:3: this line does not fit: wrong indentation, or a missing colon, quote or bracket",
	},
	{
		"closing bracket alone",
		"name: ]\n",
		"bad.yaml:1: a value is missing, or a bracket or comma is one too many",
	},
	{
		"comma alone",
		"season: [1,,2]\n",
		"bad.yaml:1: a value is missing, or a bracket or comma is one too many",
	},
	{
		"line separator",
		"name: a\u2028b\n",
		"bad.yaml:1:8: control character '\\u2028'; only plain text is allowed",
	},
}
