package main

import (
	"context"
	"encoding/json"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/util"
)

type evaluation struct {
	// Results has one element per solution of the query; none means undefined.
	Results []solution `json:"results"`
	Error   *problem   `json:"error,omitempty"`
}

type solution struct {
	Expressions []any          `json:"expressions"`
	Bindings    map[string]any `json:"bindings"`
}

// evaluate asks OPA's own evaluator: the query once per input, over the same modules and data.
func evaluate(req *request) ([]evaluation, error) {
	modules, err := parseAll(req)
	if err != nil {
		return nil, err
	}
	data, err := document(req.Data)
	if err != nil {
		return nil, err
	}
	compiler := newCompiler(req)
	if compiler.Compile(modules); compiler.Failed() {
		return nil, failWith(compiler.Errors)
	}
	options := []func(*rego.Rego){
		rego.Query(req.Query),
		rego.Compiler(compiler),
		rego.SetRegoVersion(ast.RegoV1),
		rego.Store(inmem.NewFromObjectWithOpts(data, inmem.OptRoundTripOnWrite(false))),
	}
	prepared, err := rego.New(options...).PrepareForEval(context.Background())
	if err != nil {
		return nil, failWith(err)
	}
	var inputs []json.RawMessage
	if len(req.Inputs) > 0 {
		if err := json.Unmarshal(req.Inputs, &inputs); err != nil {
			return nil, err
		}
	}
	out := make([]evaluation, 0, len(inputs))
	for _, raw := range inputs {
		out = append(out, evaluateOne(req, prepared, raw))
	}
	return out, nil
}

func evaluateOne(req *request, prepared rego.PreparedEvalQuery, raw json.RawMessage) evaluation {
	out := evaluation{Results: []solution{}}
	var input any
	if err := util.UnmarshalJSON(raw, &input); err != nil {
		out.Error = &problem{Code: "input_error", Message: err.Error()}
		return out
	}
	options := []rego.EvalOption{rego.EvalInput(input), rego.EvalQueryTracer(&pulse{}), rego.EvalNondeterministicBuiltins(true)}
	if req.NowMs != nil {
		options = append(options, rego.EvalTime(time.UnixMilli(*req.NowMs)))
	}
	results, err := prepared.Eval(context.Background(), options...)
	if err != nil {
		found := problemsOf(err)
		if len(found) == 0 {
			found = []problem{{Code: "eval_error", Message: err.Error()}}
		}
		out.Error = &found[0]
		return out
	}
	for _, result := range results {
		one := solution{Expressions: []any{}, Bindings: result.Bindings}
		for _, expression := range result.Expressions {
			one.Expressions = append(one.Expressions, expression.Value)
		}
		out.Results = append(out.Results, one)
	}
	return out
}
