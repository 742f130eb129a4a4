package main

import (
	"runtime"

	"github.com/open-policy-agent/opa/v1/topdown"
)

// pulse gives other goroutines a turn every few evaluation steps. Under WebAssembly nothing interrupts a goroutine, so
// that without it no time limit would ever be noticed while a policy is evaluated.
type pulse struct{ steps int }

func (p *pulse) Enabled() bool { return true }

func (p *pulse) Config() topdown.TraceConfig { return topdown.TraceConfig{PlugLocalVars: false} }

func (p *pulse) TraceEvent(topdown.Event) {
	if p.steps++; p.steps%1024 == 0 {
		runtime.Gosched()
	}
}
