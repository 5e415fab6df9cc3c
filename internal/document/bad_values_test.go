package document

// badValues are files that do not make a program, and all that is said about
// them.
var badValues = []struct{ name, text, want string }{
	{
		"all at once",
		"earnburn: program/v1\nname: x\ndiscount: 5%\npoints:\n  earn:\n    - {points: one, pre: {spend: 1}}\n    - {points: 1, per: {spend: 1, visit: 1}}\n  rewards: []\n  expire: never\n  rewards: []\n",
		"bad.yaml:6:16: points.earn[0].points: must be a number (got one)\n" +
			"bad.yaml:6:21: points.earn[0]: unknown key \"pre\"; did you mean \"per\"?\n" +
			"bad.yaml:7:24: points.earn[1].per: give exactly one of spend, visit, unit\n" +
			"bad.yaml:10:3: points.rewards: already given at line 8",
	},
	{
		"unknown key",
		"naem: x\n",
		"bad.yaml:1:1: unknown key \"naem\"; did you mean \"name\"?",
	},
	{
		"unknown key, other case",
		"Name: x\n",
		"bad.yaml:1:1: unknown key \"Name\"; did you mean \"name\"?",
	},
	{
		"unknown key, nothing near",
		"x: 1\ntiers: {by: spend, x: 1}\n",
		"bad.yaml:1:1: unknown key \"x\"; known: earnburn, name, public, members, seats, discount, fee, season, points, tiers, parameters, set\n" +
			"bad.yaml:2:20: tiers: unknown key \"x\"; known: by, levels",
	},
	{
		"header misspelled",
		"earnbrun: program/v1\n",
		"bad.yaml:1:1: unknown key \"earnbrun\"; did you mean \"earnburn\"?",
	},
	{
		"unknown key not printable",
		"\"a\\u00a0b\": 1\n",
		"bad.yaml:1:1: unknown key \"a\\u00a0b\"; known: earnburn, name, public, members, seats, discount, fee, season, points, tiers, parameters, set",
	},
	{
		"duplicate key",
		"tiers:\n  by: spend\nname: x\ntiers: {by: spend}\n",
		"bad.yaml:4:1: tiers: already given at line 1",
	},
	{
		"duplicate in map",
		"parameters:\n  a: 1\n  a: 2\n",
		"bad.yaml:3:3: parameters.a: already given at line 2",
	},
	{
		"text for number",
		"members: ten\n",
		"bad.yaml:1:10: members: must be a number (got ten)",
	},
	{
		"list for number",
		"members: [1]\n",
		"bad.yaml:1:10: members: must be a single value (got a list)",
	},
	{
		"mapping for text",
		"name: {a: 1}\n",
		"bad.yaml:1:7: name: must be a single value (got a mapping)",
	},
	{
		"scalar for mapping",
		"tiers: spend\n",
		"bad.yaml:1:8: tiers: must be a mapping with by or levels (got spend); did you mean {by: spend}?",
	},
	{
		"key for mapping",
		"tiers: level\n",
		"bad.yaml:1:8: tiers: must be a mapping with by or levels (got level); did you mean {levels: …}?",
	},
	{
		"text for mapping",
		"tiers: many of them\n",
		"bad.yaml:1:8: tiers: must be a mapping with by or levels (got many of them)",
	},
	{
		"list for mapping",
		"tiers: [spend]\n",
		"bad.yaml:1:8: tiers: must be a mapping (got a list)",
	},
	{
		"scalar for list",
		"season: 1\n",
		"bad.yaml:1:9: season: must be a list (got 1)",
	},
	{
		"mapping for list",
		"season: {a: 1}\n",
		"bad.yaml:1:9: season: must be a list (got a mapping)",
	},
	{
		"scalar for map",
		"parameters: 5\n",
		"bad.yaml:1:13: parameters: must be a mapping (got 5)",
	},
	{
		"fraction for count",
		"members: 1.5\n",
		"bad.yaml:1:10: members: must be a whole number (got 1.5)",
	},
	{
		"exponent for count",
		"members: 1e3\n",
		"bad.yaml:1:10: members: must be a whole number (got 1e3)",
	},
	{
		"count too large",
		"members: 99999999999999999999\n",
		"bad.yaml:1:10: members: is too large (got 99999999999999999999)",
	},
	{
		"octal",
		"members: 010\n",
		"bad.yaml:1:10: members: write 10, not 010",
	},
	{
		"octal 2",
		"season: [0o10]\n",
		"bad.yaml:1:10: season[0]: write 8, not 0o10",
	},
	{
		"hexadecimal",
		"season: [0x1F]\n",
		"bad.yaml:1:10: season[0]: write 31, not 0x1F",
	},
	{
		"binary",
		"season: [0b11]\n",
		"bad.yaml:1:10: season[0]: write 3, not 0b11",
	},
	{
		"hexadecimal, too large",
		"season: [0xFFFFFFFFFFFFFFFFFFFF]\n",
		"bad.yaml:1:10: season[0]: must be a decimal number (got 0xFFFFFFFFFFFFFFFFFFFF)",
	},
	{
		"underscores",
		"members: 1_000\n",
		"bad.yaml:1:10: members: write 1000, not 1_000",
	},
	{
		"sexagesimal",
		"members: 1:30\n",
		"bad.yaml:1:10: members: must be one decimal number (got 1:30)",
	},
	{
		"plus",
		"members: +5\n",
		"bad.yaml:1:10: members: write 5, not +5",
	},
	{
		"no digit before the point",
		"season: [.5, 5.]\n",
		"bad.yaml:1:10: season[0]: write 0.5, not .5\n" +
			"bad.yaml:1:14: season[1]: write 5, not 5.",
	},
	{
		"not finite",
		"season: [.inf, -.inf, .nan, NaN, 1e400]\n",
		"bad.yaml:1:10: season[0]: must be finite (got .inf)\n" +
			"bad.yaml:1:16: season[1]: must be finite (got -.inf)\n" +
			"bad.yaml:1:23: season[2]: must be finite (got .nan)\n" +
			"bad.yaml:1:29: season[3]: must be finite (got NaN)\n" +
			"bad.yaml:1:34: season[4]: must be finite (got 1e400)",
	},
	{
		"comma decimal",
		"season: [\"0,1\"]\nmembers: 1,5\ndiscount: 1.000,5\n",
		"bad.yaml:1:10: season[0]: use a point, not a comma, for decimals, and nothing for thousands (got 0,1)\n" +
			"bad.yaml:2:10: members: use a point, not a comma, for decimals, and nothing for thousands (got 1,5)\n" +
			"bad.yaml:3:11: discount: use a point, not a comma, for decimals, and nothing for thousands (got 1.000,5)",
	},
	{
		"quoted number",
		"members: \"5\"\nseason: ['0.5', \"ten\"]\n",
		"bad.yaml:1:10: members: must be a number without quotes (got \"5\")\n" +
			"bad.yaml:2:10: season[0]: must be a number without quotes (got \"0.5\")\n" +
			"bad.yaml:2:17: season[1]: must be a number (got ten)",
	},
	{
		"negative",
		"members: -1\nfee: -0.5\n",
		"bad.yaml:1:10: members: must be greater than 0 (got -1)\n" +
			"bad.yaml:2:6: fee: must be 0 or more (got -0.5)",
	},
	{
		"probability over one",
		"discount: 10\n",
		"bad.yaml:1:11: discount: must be between 0 and 1 (got 10)",
	},
	{
		"open ends",
		"tiers: {by: spend, levels: [{name: a, discount: 100%}]}\npoints: {earn: [], expire: {after: 0}, rewards: [{name: a, points: 1001, cost: 101}]}\n",
		"bad.yaml:1:49: tiers.levels[0].discount: must be at least 0 and less than 1 (got 100%)\n" +
			"bad.yaml:2:36: points.expire.after: must be greater than 0 and at most 120 (got 0)\n" +
			"bad.yaml:2:68: points.rewards[0].points: must be greater than 0 and at most 1,000 (got 1001)\n" +
			"bad.yaml:2:80: points.rewards[0].cost: must be between 0 and 100 (got 101)",
	},
	{
		"four decimals",
		"fee: 0.0001\n",
		"bad.yaml:1:6: fee: must have at most 3 decimals (got 0.0001)",
	},
	{
		"exponent in money",
		"fee: 1e3\n",
		"bad.yaml:1:6: fee: must be written without an exponent (got 1e3)",
	},
	{
		"money too large",
		"fee: 99999999999999999\n",
		"bad.yaml:1:6: fee: is too large (got 99999999999999999)",
	},
	{
		"missing value",
		"members:\nname: ~\ntiers: null\nseason:\n",
		"bad.yaml:1:9: members: missing value\n" +
			"bad.yaml:2:7: name: missing value\n" +
			"bad.yaml:3:8: tiers: missing value\n" +
			"bad.yaml:4:8: season: missing value",
	},
	{
		"empty item",
		"season:\n  - 1\n  -\n  - ~\npoints: {earn: [{points: 1, per: {spend: 1}}, ~]}\n",
		"bad.yaml:3:4: season[1]: item is empty\n" +
			"bad.yaml:4:5: season[2]: item is empty\n" +
			"bad.yaml:5:47: points.earn[1]: item is empty",
	},
	{
		"missing key",
		"tiers:\n  levels:\n    - from: 5\n",
		"bad.yaml:2:3: tiers: missing key \"by\" in the block that begins at line 2\n" +
			"bad.yaml:3:7: tiers.levels[0]: missing key \"name\" in the block that begins at line 3",
	},
	{
		"empty name",
		"tiers: {by: spend, levels: [{name: \"\"}]}\n",
		"bad.yaml:1:36: tiers.levels[0].name: must not be empty",
	},
	{
		"boolean words",
		"public: yes\n",
		"bad.yaml:1:9: public: must be true or false; on, off, yes and no are not used here (got yes)",
	},
	{
		"boolean words 2",
		"public: True\n",
		"bad.yaml:1:9: public: must be true or false; on, off, yes and no are not used here (got True)",
	},
	{
		"boolean words 3",
		"public: \"true\"\n",
		"bad.yaml:1:9: public: must be true or false, without quotes (got \"true\")",
	},
	{
		"boolean words 4",
		"public: 1\n",
		"bad.yaml:1:9: public: must be true or false (got 1)",
	},
	{
		"boolean as text",
		"name: no\n",
		"bad.yaml:1:7: name: no is a boolean to some YAML readers; use another word or put it into quotes",
	},
	{
		"boolean as key",
		"parameters: {on: 1, \"off\": 1}\n",
		"bad.yaml:1:14: parameters: the key on is a boolean to some YAML readers; use another word or put it into quotes",
	},
	{
		"not one of",
		"tiers: {by: spnd}\n",
		"bad.yaml:1:13: tiers.by: must be one of spend, points, visits (got spnd); did you mean \"spend\"?",
	},
	{
		"not one of, nothing near",
		"tiers: {by: moon}\n",
		"bad.yaml:1:13: tiers.by: must be one of spend, points, visits (got moon)",
	},
	{
		"not one of, boolean",
		"tiers: {by: on}\n",
		"bad.yaml:1:13: tiers.by: must be one of spend, points, visits (got on)",
	},
	{
		"short form",
		"points: {earn: [], expire: sometimes}\n",
		"bad.yaml:1:28: points.expire: must be never or a mapping with after (got sometimes)",
	},
	{
		"value without its key",
		"points: {earn: [], expire: 12}\n",
		"bad.yaml:1:28: points.expire: must be never or a mapping with after (got 12); did you mean {after: 12}?",
	},
	{
		"comma within a number",
		"points: {expire: never, earn: [{per: {visit: 2}, points: 1,000}]}\n",
		"bad.yaml:1:60: points.earn[0]: a comma ends a value; did you mean 1000?",
	},
	{
		"commas within a number",
		"points: {expire: never, earn: [{per: {visit: 2}, points: 1,000,000}]}\n",
		"bad.yaml:1:60: points.earn[0]: a comma ends a value; did you mean 1000000?",
	},
	{
		"digits that end no number",
		"tiers: {by: spend, 000}\n",
		"bad.yaml:1:20: tiers: unknown key \"000\"; known: by, levels",
	},
	{
		"short form of several",
		"parameters: {a: maybe, b: evidense}\n",
		"bad.yaml:1:17: parameters.a: must be evidence, none, a number or a mapping with value, low or high (got maybe)\n" +
			"bad.yaml:1:27: parameters.b: must be evidence, none, a number or a mapping with value, low or high (got evidense); did you mean \"evidence\"?",
	},
	{
		"only short",
		"set: {a: {b: 1}, c: [1]}\n",
		"bad.yaml:1:10: set.a: must be a single value (got a mapping)\n" +
			"bad.yaml:1:21: set.c: must be a single value (got a list)",
	},
	{
		"choice of none",
		"points: {earn: [{points: 1, per: {}}]}\n",
		"bad.yaml:1:34: points.earn[0].per: give exactly one of spend, visit, unit",
	},
	{
		"choice unknown",
		"points: {earn: [{points: 1, per: {spent: 1}}]}\n",
		"bad.yaml:1:35: points.earn[0].per: unknown key \"spent\"; did you mean \"spend\"?",
	},
	{
		"same name",
		"points:\n  earn: []\n  rewards:\n    - {name: a}\n    - {name: b}\n    - {name: a}\n",
		"bad.yaml:6:14: points.rewards[2].name: a is already the name of the item given at line 4",
	},
	{
		"check",
		"tiers:\n  by: spend\n  levels:\n    - {name: a, from: 5}\n    - {name: b, from: 5}\n",
		"bad.yaml:5:23: tiers.levels[1].from: must be more than at line 4",
	},
	{
		"key with dots",
		"parameters: {\"a.b\": x}\n",
		"bad.yaml:1:21: parameters[\"a.b\"]: must be evidence, none, a number or a mapping with value, low or high (got x)",
	},
	{
		"short form, octal",
		"parameters: {a: 010}\n",
		"bad.yaml:1:17: parameters.a: write 10, not 010",
	},
	{
		"missing and misspelled",
		"tiers: {bi: spend}\n",
		"bad.yaml:1:9: tiers: unknown key \"bi\"; did you mean \"by\"?",
	},
	{
		"short range",
		"points: {earn: [], expire: {after: 121}}\n",
		"bad.yaml:1:36: points.expire.after: must be greater than 0 and at most 120 (got 121)",
	},
	{
		"null key",
		"~: 1\n",
		"bad.yaml:1:1: unknown key \"~\"; known: earnburn, name, public, members, seats, discount, fee, season, points, tiers, parameters, set",
	},
}
