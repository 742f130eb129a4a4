package main

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// recorder collects which lines were evaluated. It is not handed over as a *cover.Cover: for that type the test runner
// evaluates every test three times.
type recorder struct {
	pulse
	cover *cover.Cover
}

func newRecorder() *recorder { return &recorder{cover: cover.New()} }

func (r *recorder) TraceEvent(event topdown.Event) {
	r.pulse.TraceEvent(event)
	r.cover.TraceEvent(event)
}

// fileCovered counts lines that hold an expression or a rule head. A line with both an evaluated and a not evaluated
// expression is not covered. Spans are pairs of first and last line.
type fileCovered struct {
	Path            string   `json:"path"`
	Covered         [][2]int `json:"covered"`
	NotCovered      [][2]int `json:"notCovered"`
	CoveredLines    int      `json:"coveredLines"`
	NotCoveredLines int      `json:"notCoveredLines"`
}

func (r *recorder) files(modules map[string]*ast.Module) []fileCovered {
	report := r.cover.Report(modules)
	out := []fileCovered{}
	for _, path := range sortedPaths(modules) {
		one := fileCovered{Path: path, Covered: [][2]int{}, NotCovered: [][2]int{}}
		if file := report.Files[path]; file != nil {
			missed := rows(file.NotCovered, nil)
			hit := rows(file.Covered, missed)
			one.Covered, one.CoveredLines = spans(hit), len(hit)
			one.NotCovered, one.NotCoveredLines = spans(missed), len(missed)
		}
		out = append(out, one)
	}
	return out
}

func rows(ranges []cover.Range, except []int) []int {
	found := []int{}
	for _, one := range ranges {
		for row := one.Start.Row; row <= one.End.Row; row++ {
			if _, skip := slices.BinarySearch(except, row); !skip {
				found = append(found, row)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func spans(rows []int) [][2]int {
	out := [][2]int{}
	for _, row := range rows {
		if last := len(out) - 1; last >= 0 && out[last][1] == row-1 {
			out[last][1] = row
		} else {
			out = append(out, [2]int{row, row})
		}
	}
	return out
}
