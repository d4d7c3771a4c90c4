using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Stubs.Files;
using PlanisoContract.Mock.Stubs.Responses;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Stubs;

/// <summary>What lies over the contracts: stubs that answer before them, and the journal of all that was asked.</summary>
internal sealed class Overlay : IAsyncDisposable
{
    private readonly Action<string> _tell;
    private TaskCompletionSource<Loaded> _reload = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="options">What the mock is started with.</param>
    /// <param name="tell">Takes what its owner should know, line by line.</param>
    /// <exception cref="StartException">The root directory, or what lies in it, is not right; the message lists all that is wrong.</exception>
    public Overlay(MockOptions options, Action<string>? tell = null)
    {
        Options = options;
        _tell = tell ?? (_ => { });
        Journal = new Journal(options.Stubs.JournalEntries);
        if (options.Stubs.RootDirectory is { } path)
            Root = new RootDirectory(path, ReadStub, options.Clock);
        Responder = new Responder(options, Root?.Files);
        Start();
    }

    public MockOptions Options { get; }

    public StubStore Stubs { get; } = new();

    public Journal Journal { get; }

    public Responder Responder { get; }

    /// <summary>Where stubs and bodies lie, or null without one.</summary>
    public RootDirectory? Root { get; }

    /// <summary>Whether there is nothing to do for a request: no stub to ask, no journal to write.</summary>
    public bool IsIdle => Stubs.IsEmpty && !Journal.IsOn;

    /// <summary>Done when the stub files have changed the next time and what changed is in force.</summary>
    public Task<Loaded> NextReload => Volatile.Read(ref _reload).Task;

    /// <summary>Reads a stub as this mock can serve it; what is wrong goes to the place's problems.</summary>
    public StubMapping ReadStub(JsonPlace place, Guid otherwise)
    {
        var stub = StubMapping.Read(place, otherwise);
        Responder.Check(stub, place);
        return stub;
    }

    public ValueTask DisposeAsync()
    {
        Root?.Dispose();
        Responder.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Start()
    {
        if (Root is null)
            return;
        var loaded = Root.Load();
        if (loaded.Problems.Count > 0)
            throw new StartException($"--root-dir {Options.Stubs.RootDirectory}:\n  {string.Join("\n  ", loaded.Problems)}");
        Stubs.Replace(loaded.Gone, loaded.Changed);
        if (!Root.Watch(Options.Clock, Take))
            _tell($"Stub files are not watched: {Options.Stubs.RootDirectory} cannot be. POST /__admin/mappings/reset reads them again.");
    }

    private void Take(Loaded loaded)
    {
        Stubs.Replace(loaded.Gone, loaded.Changed);
        foreach (var problem in loaded.Problems)
            _tell($"Stub files: {problem} What the file held before stays in force.");
        if (loaded.Changed.Count + loaded.Gone.Count > 0)
            _tell($"Stub files: {loaded.Changed.Count} stubs taken, {loaded.Gone.Count} removed.");
        Interlocked.Exchange(ref _reload, new TaskCompletionSource<Loaded>(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult(loaded);
    }
}
