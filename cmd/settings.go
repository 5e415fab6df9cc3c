package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"earnburn/internal/document"
	"earnburn/simulate/study"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// settingsFile holds settings in the working directory.
const settingsFile = "earnburn.yaml"

// envPrefix begins the variables of the environment that are settings: EARNBURN_SEED.
const envPrefix = "EARNBURN_"

// settings are what a command needs to know besides its inputs, by falling precedence from flags, the environment and the settings file. They are texts
// until they are asked for, so that errors can say who wrote them.
type settings struct {
	Format   string `mapstructure:"format"`
	Seed     string `mapstructure:"seed"`
	Threads  string `mapstructure:"threads"`
	Sample   string `mapstructure:"sample"`
	Scenario string `mapstructure:"scenario"`
	Months   string `mapstructure:"months"`
	Draws    string `mapstructure:"draws"`

	origin map[string]string // by setting: what wrote it, for messages
}

// settingNames are the settings in the order of the help.
var settingNames = []string{"scenario", "months", "sample", "draws", "seed", "threads", "format"}

// settings reads what applies to a command with these flags.
func (s *session) settings(flags *pflag.FlagSet) (*settings, error) {
	var all collector
	v := viper.New()
	st := &settings{origin: map[string]string{}}
	all.add(st.readFile(s, v))
	all.add(st.readEnvironment(s.system, v))
	for _, name := range settingNames {
		f := flags.Lookup(name)
		if f == nil {
			continue
		}
		if err := v.BindPFlag(name, f); err != nil {
			return nil, fmt.Errorf("settings: %w", err)
		}
		if f.Changed {
			st.origin[name] = "--" + name
			if f.Value.String() == "" {
				all.add(emptyFlag(name))
			}
		}
	}
	if err := all.err(); err != nil {
		return nil, err
	}
	if err := v.UnmarshalExact(st); err != nil {
		return nil, badInput("settings: %w", err)
	}
	return st, nil
}

// readFile reads the settings file, if there is one.
func (st *settings) readFile(s *session, v *viper.Viper) error {
	if _, err := os.Stat(s.system.path(settingsFile)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	file, err := s.reader.read(s.ctx, settingsFile)
	if err != nil {
		return err
	}
	values, err := st.parse(file.name, file.data)
	if err != nil {
		return err
	}
	return v.MergeConfigMap(values)
}

// parse reads the text of a settings file: one value per key, no other keys.
func (st *settings) parse(name string, data []byte) (map[string]any, error) {
	d, err := document.Parse(name, data)
	if err != nil {
		return nil, err
	}
	var problems document.Problems
	values := map[string]any{}
	for _, key := range d.Keys("") {
		at := d.At(fmt.Sprintf("[%q]", key))
		if !slices.Contains(settingNames, key) {
			problems.Add(at, "", "%s", unknownSetting(key))
			continue
		}
		value, ok := d.Scalar(key)
		if !ok || value == "" {
			problems.Add(at, key, "must be one value")
			continue
		}
		values[key] = value
		st.origin[key] = at.String() + ": " + key
	}
	return values, problems.Err()
}

func unknownSetting(key string) string {
	if key == "earnburn" {
		return settingsFile + " holds settings; give a program or a scenario another file name"
	}
	return suggest(fmt.Sprintf("unknown setting %q", key), key, settingNames, "there are "+strings.Join(settingNames, ", "))
}

// readEnvironment reads the variables that are settings. An empty one counts as not set; one of a name that is like none of ours may belong to somebody
// else, so it is only mentioned.
func (st *settings) readEnvironment(s *system, v *viper.Viper) error {
	values := map[string]any{}
	var problems document.Problems
	for _, entry := range s.env {
		name, value, _ := strings.Cut(entry, "=")
		key, ours := strings.CutPrefix(name, envPrefix)
		if !ours || value == "" {
			continue
		}
		key = strings.ToLower(key)
		if !slices.Contains(settingNames, key) {
			if _, near := document.Nearest(key, settingNames); near {
				problems.Add(document.Position{Origin: name}, "", "%s", unknownSetting(key))
			} else {
				complain(s.stderr, fmt.Sprintf("earnburn: warning: %s is no setting and was ignored; there are %s", quoted(name), strings.Join(settingNames, ", ")))
			}
			continue
		}
		values[key] = value
		st.origin[key] = name
	}
	if err := problems.Err(); err != nil {
		return err
	}
	return v.MergeConfigMap(values)
}

// problem is bad input in a setting.
func (st *settings) problem(name, format string, args ...any) error {
	origin := st.origin[name]
	if origin == "" {
		origin = "--" + name
	}
	return badInput("%s: %s", origin, fmt.Sprintf(format, args...))
}

// wholeNumber reads a count from least to most.
func (st *settings) wholeNumber(name, text string, least, most int) (int, error) {
	x, err := document.ParseNumber(text)
	switch {
	case err != nil:
		return 0, st.problem(name, "%s", err)
	case x != float64(int64(x)) || strings.ContainsAny(text, ".eE"):
		return 0, st.problem(name, "must be a whole number (got %s)", text)
	case x < float64(least) || x > float64(most):
		return 0, st.problem(name, "must be from %d to %d (got %s)", least, most, text)
	}
	return int(x), nil
}

// maxSample keeps counts of a sample far from the limits of 64-bit sums.
const maxSample = 1_000_000_000

// sample is the number of customers to simulate; 0 leaves it to the simulation.
func (st *settings) sample() (int, error) {
	if st.Sample == "" {
		return 0, nil
	}
	return st.wholeNumber("sample", st.Sample, 1, maxSample)
}

// maxDraws is far beyond what a range or a chance can use.
const maxDraws = 100_000

// draws is how many times assumptions are drawn from their ranges; 0 leaves them at their values.
func (st *settings) draws() (int, error) {
	if st.Draws == "" {
		return 0, nil // a command without draws
	}
	n, err := st.wholeNumber("draws", st.Draws, 0, maxDraws)
	if err == nil && n > 0 && n < study.FewestDraws {
		return 0, st.problem("draws", "must be 0 or at least %d, or no 5th percentile can be told (got %d)", study.FewestDraws, n)
	}
	return n, err
}

// threads is the number of processors to use; 0 means all.
func (st *settings) threads() (int, error) {
	if st.Threads == "" {
		return 0, nil
	}
	n, err := st.wholeNumber("threads", st.Threads, 1, 1<<16)
	return min(n, 4*runtime.NumCPU()), err
}

// seed is what every random number follows from, and whether it was drawn just now.
func (st *settings) seed() (seed uint64, drawn bool, err error) {
	if st.Seed == "random" {
		return rand.Uint64N(1 << 53), true, nil // so that every reader of JSON gets it right
	}
	if _, err := document.ParseNumber(st.Seed); err != nil {
		return 0, false, st.problem("seed", "must be a whole number or random: %s", err)
	}
	seed, err = strconv.ParseUint(st.Seed, 10, 64)
	if err != nil {
		return 0, false, st.problem("seed", "must be random or a whole number from 0 to 18446744073709551615 (got %s)", st.Seed)
	}
	return seed, false, nil
}

// formats are the values of --format.
var formats = []string{"table", "json", "csv", "markdown"}

func (st *settings) format(known []string) (string, error) {
	if slices.Contains(known, st.Format) {
		return st.Format, nil
	}
	origin := st.origin["format"]
	if origin == "" {
		origin = "--format"
	}
	return "", wrongWord(origin, st.Format, known)
}
