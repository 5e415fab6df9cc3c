package cmd

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"runtime/debug"
	"strconv"
	"strings"

	"earnburn/reports"
)

// memoryShare is how much of the memory a simulation may fill.
const memoryShare = 0.8

// memory is how many bytes there are for this process: what GOMEMLIMIT allows, or what the machine has; 0 if nobody says.
func memory() uint64 {
	if limit := debug.SetMemoryLimit(-1); limit != math.MaxInt64 {
		return uint64(limit)
	}
	f, err := os.Open("/proc/meminfo")
	if err != nil {
		return 0
	}
	defer func() { _ = f.Close() }() // only read
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) == 3 && fields[0] == "MemTotal:" {
			kilobytes, _ := strconv.ParseUint(fields[1], 10, 64) // 0 if not a number: nobody says
			return kilobytes * 1024
		}
	}
	return 0
}

// checkMemory refuses a simulation that would not fit.
func (s *session) checkMemory(sim *simulation) error {
	need := reports.CountsSize(sim.world, len(sim.arms))
	if have := float64(s.system.memory); have > 0 && need > memoryShare*have {
		return &failure{codeTooLarge, fmt.Errorf("this needs about %.1f GB of memory and there are %.1f GB: compare fewer programs or shorten --months", need/1e9, have/1e9)}
	}
	return nil
}
