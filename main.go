// Earnburn says what a loyalty program earns: it simulates the same customers with and without it and counts the difference.
package main

import (
	"os"

	"earnburn/cmd"
)

func main() { os.Exit(cmd.Main()) }
