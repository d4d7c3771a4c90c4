using System.Collections.Immutable;

namespace PlanisoContract.Mock.InProcess;

/// <summary>What a mock in this process is started with. All of it may be left out.</summary>
public sealed record PlanisoMockOptions
{
    /// <summary>The APIs to act out, by name; none named are all.</summary>
    public IReadOnlyCollection<string> Apis { get; init; } = [];

    /// <summary>Same seed, same records.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Seeded records for each resource.</summary>
    public int Records { get; init; } = 50;

    /// <summary>Seeded records of single resources, by name; those that are not named have <see cref="Records"/>.</summary>
    public IReadOnlyDictionary<string, int> RecordsOf { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Readings by rule, for all silos that say nothing else: <c>find-user-unknown-record</c> → <c>bad-request</c>.</summary>
    public IReadOnlyDictionary<string, string> Profile { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Rules to break on purpose, for all silos that say nothing else: <c>RULE</c> or <c>RULE=BREAKAGE</c>.</summary>
    public IReadOnlyCollection<string> Broken { get; init; } = [];

    /// <summary>The silos to start with; none are the four of the command line: <c>demo</c>, <c>demo-readonly</c>, <c>demo-other</c>, <c>demo-empty</c>.</summary>
    public IReadOnlyCollection<PlanisoSiloOptions> Silos { get; init; } = [];

    /// <summary>The port of loopback to listen on; 0 picks a free one.</summary>
    public int Port { get; init; }

    /// <summary>A directory with <c>mappings</c> and <c>__files</c>; null for none.</summary>
    public string? RootDirectory { get; init; }

    /// <summary>How many requests the journal keeps; the oldest go first.</summary>
    public int JournalEntries { get; init; } = 10_000;

    /// <summary>Whether the response of each stub is a template, even if the stub does not say so.</summary>
    public bool GlobalTemplating { get; init; }

    /// <summary>Hosts that stubs may proxy to: names (with <c>*</c>), addresses, ranges of addresses. None unless told.</summary>
    public IReadOnlyCollection<string> ProxyTargets { get; init; } = [];

    /// <summary>The time of records, of templates and of the journal.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Takes a line for each request; null for none.</summary>
    public TextWriter? Log { get; init; }
}
