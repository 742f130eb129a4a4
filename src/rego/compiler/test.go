package main

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"time"

	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
)

type testOptions struct {
	// Run selects tests by a regular expression over `data.package.name`; empty means all.
	Run string `json:"run"`
	// TimeoutMs limits each test; 0 means OPA's default of five seconds.
	TimeoutMs int64 `json:"timeoutMs"`
	Coverage  bool  `json:"coverage"`
}

type tested struct {
	Results  []testResult  `json:"results"`
	Coverage []fileCovered `json:"coverage"`
	Warnings []problem     `json:"warnings"`
}

type testResult struct {
	Package string   `json:"package"`
	Name    string   `json:"name"`
	At      location `json:"at"`
	// Outcome is pass, fail, error or skip.
	Outcome    string    `json:"outcome"`
	DurationNs int64     `json:"durationNs"`
	Output     string    `json:"output"`
	Error      *problem  `json:"error,omitempty"`
	Cases      []subTest `json:"cases"`
}

// subTest is one case of a data-driven test (`test_x[note] if ...`).
type subTest struct {
	Name    []string `json:"name"`
	Outcome string   `json:"outcome"`
}

// testModules runs every rule whose name begins with `test_` (`todo_test_` is skipped) in OPA's own evaluator.
func testModules(req *request) (*tested, error) {
	if _, err := regexp.Compile(req.Test.Run); err != nil {
		return nil, fail(problem{Code: codeSelection, Message: "the selection of tests is no regular expression: " + err.Error()})
	}
	req.Print = true
	req.HostBuiltins = append(req.HostBuiltins, injected...)
	modules, err := parseAll(req)
	if err != nil {
		return nil, err
	}
	found, err := check(req, modules)
	if err != nil {
		return nil, err
	}
	if len(found.Errors) > 0 {
		return nil, fail(found.Errors...)
	}
	data, err := document(req.Data)
	if err != nil {
		return nil, err
	}
	store := inmem.NewFromObjectWithOpts(data, inmem.OptRoundTripOnWrite(false))
	runner := tester.NewRunner().
		SetCompiler(newCompiler(req)).
		SetStore(store).
		CapturePrintOutput(true).
		RaiseBuiltinErrors(false).
		SetParallel(1).
		SetModules(modules).
		Filter(req.Test.Run)
	if req.Test.TimeoutMs > 0 {
		runner.SetTimeout(time.Duration(req.Test.TimeoutMs) * time.Millisecond)
	}
	recorder := newRecorder()
	if req.Test.Coverage {
		runner.SetCoverageQueryTracer(recorder)
	} else {
		runner.SetCoverageQueryTracer(&pulse{})
	}
	ctx := context.Background()
	out := &tested{Results: []testResult{}, Coverage: []fileCovered{}, Warnings: found.Warnings}
	err = storage.Txn(ctx, store, storage.TransactionParams{}, func(txn storage.Transaction) error {
		results, err := runner.RunTests(ctx, txn)
		if err != nil {
			return err
		}
		for one := range results {
			out.Results = append(out.Results, resultOf(one))
		}
		return nil
	})
	if err != nil {
		return nil, failWith(err)
	}
	slices.SortFunc(out.Results, func(a, b testResult) int {
		return cmp.Or(cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Row, b.At.Row), cmp.Compare(a.At.Col, b.At.Col), cmp.Compare(a.Name, b.Name))
	})
	if req.Test.Coverage {
		out.Coverage = recorder.files(modules)
	}
	return out, nil
}

func resultOf(one *tester.Result) testResult {
	out := testResult{
		Package: trimData(one.Package), Name: one.Name, At: locate(one.Location), Outcome: "pass",
		DurationNs: one.Duration.Nanoseconds(), Output: string(one.Output), Cases: []subTest{},
	}
	switch {
	case one.Error != nil:
		out.Outcome = "error"
		found := problemsOf(one.Error)
		if len(found) == 0 {
			found = []problem{{locate(one.Location), topdown.InternalErr, one.Error.Error()}}
		}
		out.Error = &found[0]
	case one.Skip:
		out.Outcome = "skip"
	case one.Fail:
		out.Outcome = "fail"
	}
	for name, sub := range one.SubResults.Iter {
		outcome := "pass"
		if sub.Fail {
			outcome = "fail"
		}
		out.Cases = append(out.Cases, subTest{name, outcome})
	}
	return out
}
