using System.Collections.Immutable;

namespace PlanisoContract.Mock.Stubs;

/// <summary>What the stubs of a mock are started with; the options have WireMock's names.</summary>
internal sealed record StubOptions
{
    /// <summary><c>--root-dir</c>: the directory with <c>mappings</c> and <c>__files</c>, or null without one.</summary>
    public string? RootDirectory { get; init; }

    /// <summary><c>--max-request-journal-entries</c>: how many requests the journal keeps; 0 (<c>--no-request-journal</c>) keeps none.</summary>
    public int JournalEntries { get; init; } = 10_000;

    /// <summary><c>--allow-proxy-targets</c>: hosts (with <c>*</c>), addresses and ranges (<c>10.0.0.1-10.0.0.9</c>) that stubs may proxy to; none unless told.</summary>
    public ImmutableArray<string> ProxyTargets { get; init; } = [];

    /// <summary><c>--global-response-templating</c>: whether each stub's response is a template.</summary>
    public bool GlobalTemplating { get; init; }

    /// <summary><c>--permitted-system-keys</c>: regular expressions for the environment variables that templates may read; none unless told.</summary>
    public ImmutableArray<string> SystemKeys { get; init; } = [];
}
