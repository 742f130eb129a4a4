// The Rego compiler of landrail: OPA's own parser, type checker, planner, test runner and evaluator, built for
// GOOS=js GOARCH=wasm and driven from a worker thread. It reads no file, no environment and no network.
package main

import (
	"os"
	"syscall/js"
)

// The host names, as the first argument, a function on its global object. It is called once with the entry function
// `call(request: Uint8Array, done: (reply: Uint8Array) => void)`; then the program waits for calls for ever, because a Go
// program that has returned cannot be called again.
func main() {
	ready := js.Global().Get(os.Args[1])
	ready.Invoke(js.FuncOf(func(_ js.Value, args []js.Value) any {
		request := make([]byte, args[0].Get("length").Int())
		js.CopyBytesToGo(request, args[0])
		done := args[1]
		// Not in the callback itself: a callback that waits (timers, channels of the test runner) would stop the event loop.
		go func() {
			reply := handle(request)
			array := js.Global().Get("Uint8Array").New(len(reply))
			js.CopyBytesToJS(array, reply)
			done.Invoke(array)
		}()
		return nil
	}))
	select {}
}
