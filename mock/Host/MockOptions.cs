using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Host;

/// <summary>What a mock is started with.</summary>
internal sealed record MockOptions
{
    /// <summary>The APIs to act out.</summary>
    public required ImmutableArray<Contract> Contracts { get; init; }

    /// <summary>Where to listen; port 0 picks a free one.</summary>
    public ImmutableArray<string> Urls { get; init; } = ["http://127.0.0.1:0"];

    /// <summary>What a silo starts with where nothing else is said; its keys do not matter.</summary>
    public SiloSettings Start { get; init; } = new() { Keys = [], Seed = 1 };

    /// <summary>The silos to start with; where this is empty, those of <see cref="DefaultSilos"/>.</summary>
    public ImmutableArray<SiloSettings> Silos { get; init; } = [];

    /// <summary>What stubs are started with.</summary>
    public StubOptions Stubs { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where a line for each request goes, or null for none.</summary>
    public TextWriter? Log { get; init; }

    /// <summary>Whether <see cref="Log"/> shows colors.</summary>
    public bool Colors { get; init; }
}

/// <summary>The silos that exist unless a keys file says otherwise.</summary>
internal static class DefaultSilos
{
    public static ImmutableArray<SiloSettings> From(SiloSettings start) =>
    [
        start with { Keys = [new KeyRight("demo", true), new KeyRight("demo-readonly", false), new KeyRight("demo-forbidden", false, CanRead: false)] },
        start with { Keys = [new KeyRight("demo-other", true)], Seed = unchecked(start.Seed + 1) },
        start with { Keys = [new KeyRight("demo-empty", true)], Records = 0 },
    ];
}

/// <summary>The mock cannot start for a reason that the user can change; the message is for their eyes.</summary>
internal sealed class StartException(string message) : Exception(message)
{
    /// <summary>What is wrong, without the name of our own parameter that .NET adds.</summary>
    public static string Reason(ArgumentException wrong) =>
        wrong.Message.Replace($" (Parameter '{wrong.ParamName}')", "", StringComparison.Ordinal);
}
