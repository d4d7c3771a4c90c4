using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Stubs.Responses;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Stubs;

/// <summary>What lies over the contracts: stubs that answer before them, and the journal of all that was asked.</summary>
internal sealed class Overlay(MockOptions options) : IAsyncDisposable
{
    public MockOptions Options => options;

    public StubStore Stubs { get; } = new();

    public Journal Journal { get; } = new(options.Stubs.JournalEntries);

    public Responder Responder { get; } = new(options.Clock);

    /// <summary>Whether there is nothing to do for a request: no stub to ask, no journal to write.</summary>
    public bool IsIdle => Stubs.IsEmpty && !Journal.IsOn;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
