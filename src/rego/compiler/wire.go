package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"runtime/debug"

	"github.com/open-policy-agent/opa/v1/util"
)

// request is what every operation may be given; each one reads its own part.
type request struct {
	Op           string          `json:"op"`
	Modules      []source        `json:"modules"`
	Data         json.RawMessage `json:"data"`
	RegoVersion  string          `json:"regoVersion"`
	HostBuiltins []string        `json:"hostBuiltins"`
	// Strict makes findings of the strict mode errors; otherwise they are warnings.
	Strict bool `json:"strict"`
	// Print keeps print() calls in the compiled module.
	Print   bool            `json:"print"`
	Entries []entry         `json:"entries"`
	Test    testOptions     `json:"test"`
	Query   string          `json:"query"`
	Inputs  json.RawMessage `json:"inputs"`
	// NowMs is the clock of an evaluation in milliseconds since 1970; without it the real one.
	NowMs *int64 `json:"nowMs"`
}

// reply is the JSON part of an answer. Exactly one of Result, Problems and Fault says how it went: Problems are the
// user's (a policy that does not compile), a Fault is ours.
type reply struct {
	Result   any       `json:"result,omitempty"`
	Problems []problem `json:"problems,omitempty"`
	Fault    *fault    `json:"fault,omitempty"`
}

type fault struct {
	Message string `json:"message"`
	Stack   string `json:"stack"`
}

// A failure is the user's: it carries the problems to report.
type failure struct{ problems []problem }

func (f *failure) Error() string { return fmt.Sprintf("%d problems", len(f.problems)) }

// handle answers one request. The answer is framed: the length of the JSON part (4 bytes, little-endian), the JSON part,
// and the rest is the binary part (the compiled module).
func handle(raw []byte) (framed []byte) {
	defer func() {
		if thrown := recover(); thrown != nil {
			framed = frame(reply{Fault: &fault{Message: fmt.Sprint(thrown), Stack: string(debug.Stack())}}, nil)
		}
	}()
	result, binary, err := dispatch(raw)
	switch err := err.(type) {
	case nil:
		return frame(reply{Result: result}, binary)
	case *failure:
		return frame(reply{Problems: err.problems}, nil)
	default:
		return frame(reply{Fault: &fault{Message: err.Error()}}, nil)
	}
}

func dispatch(raw []byte) (any, []byte, error) {
	var req request
	if err := json.Unmarshal(raw, &req); err != nil {
		return nil, nil, err
	}
	switch req.Op {
	case "compile":
		return compileModules(&req)
	case "check":
		result, err := checkModules(&req)
		return result, nil, err
	case "inspect":
		return inspectModules(&req), nil, nil
	case "format":
		result, err := formatModules(&req)
		return result, nil, err
	case "test":
		result, err := testModules(&req)
		return result, nil, err
	case "eval":
		result, err := evaluate(&req)
		return result, nil, err
	case "builtins":
		return supportedBuiltins(), nil, nil
	}
	return nil, nil, fmt.Errorf("unknown operation %q", req.Op)
}

func frame(head reply, rest []byte) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(head); err != nil {
		text.Reset()
		_ = encoder.Encode(reply{Fault: &fault{Message: err.Error()}})
		rest = nil
	}
	out := make([]byte, 4, 4+text.Len()+len(rest))
	binary.LittleEndian.PutUint32(out, uint32(text.Len()))
	return append(append(out, text.Bytes()...), rest...)
}

// document decodes a JSON document, keeping numbers as they are written. An absent document is an empty object.
func document(raw json.RawMessage) (map[string]any, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return map[string]any{}, nil
	}
	var out map[string]any
	return out, util.UnmarshalJSON(raw, &out)
}
