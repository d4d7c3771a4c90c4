using System.Collections.Immutable;
using PlanisoContract.Mock.Overrides;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State;
using PlanisoContract.Mock.WireMock;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock;

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

    /// <summary>The files whose records silos start with.</summary>
    public DataFiles? Data { get; init; }

    /// <summary>Whether they are taken up again as soon as they change.</summary>
    public bool IsDataWatched { get; init; }

    /// <summary>Whether contracts that were read from files are, too.</summary>
    public bool AreContractsWatched { get; init; }

    /// <summary>Where the state lasts: a file, or <c>postgres://…</c>; null for memory alone.</summary>
    public string? Store { get; init; }

    /// <summary>Whether what is stored there and does not fit the contracts any more is left out.</summary>
    public bool IsDiscarding { get; init; }

    /// <summary>The overrides to start with.</summary>
    public ImmutableArray<Override> Overrides { get; init; } = [];

    /// <summary>What steering the mock takes; needed where it listens on more than loopback.</summary>
    public string? AdminKey { get; init; }

    /// <summary>Origins whose pages may steer the mock, beside those of loopback.</summary>
    public ImmutableArray<string> AdminOrigins { get; init; } = [];

    /// <summary>A PFX or PEM file for <c>https://</c>, or null for .NET's development certificate.</summary>
    public string? Certificate { get; init; }

    /// <summary>The WireMock.Net server beside the mock; null for none.</summary>
    public WireMockOptions? WireMock { get; init; }

    /// <summary>Whether the mock has the silos whose keys stand in its documentation.</summary>
    public bool HasDefaultSilos => Silos.IsEmpty;

    /// <summary>The silos to start with.</summary>
    public ImmutableArray<SiloSettings> StartSilos
    {
        get
        {
            var silos = HasDefaultSilos ? DefaultSilos.From(Start) : Silos;
            return Data is null ? silos : [.. silos.Select(silo => Data.Of(silo) is { } given ? silo with { Given = given } : silo)];
        }
    }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where a line for each request goes, or null for none.</summary>
    public TextWriter? Log { get; init; }

    /// <summary>Whether each line of <see cref="Log"/> is a JSON object.</summary>
    public bool LogsJson { get; init; }

    /// <summary>Whether <see cref="Log"/> shows colors.</summary>
    public bool Colors { get; init; }

    /// <summary>The contracts of some APIs; of all where none is named.</summary>
    /// <exception cref="StartException">There is no API of a name.</exception>
    public static ImmutableArray<Contract> Load(IReadOnlyCollection<string> apis)
    {
        foreach (var name in apis.Except(PlanisoContract.Spec.Contracts.Names))
        {
            var hint = Nearest.To(name, PlanisoContract.Spec.Contracts.Names) is { } near
                ? $"Did you mean {near}?" : $"There is {string.Join(", ", PlanisoContract.Spec.Contracts.Names)}.";
            throw new StartException($"There is no API {name}. {hint}");
        }
        return [.. (apis.Count == 0 ? PlanisoContract.Spec.Contracts.Names : apis.Distinct()).Select(PlanisoContract.Spec.Contracts.Load)];
    }

    /// <summary>The contracts of some APIs and files; with files alone, of those alone.</summary>
    /// <exception cref="StartException">There is no API of a name, or two contracts serve one path.</exception>
    /// <exception cref="InvalidContractException">Files are wrong; it lists every reason.</exception>
    public static ImmutableArray<Contract> Load(IReadOnlyCollection<string> apis, IReadOnlyCollection<string> files)
    {
        ImmutableArray<Contract> contracts = [.. apis.Count == 0 && files.Count > 0 ? [] : Load(apis), .. ContractFile.Read(files)];
        Check(contracts);
        return contracts;
    }

    /// <exception cref="StartException">Two contracts have one name, or serve one path.</exception>
    public static void Check(ImmutableArray<Contract> contracts)
    {
        foreach (var same in contracts.GroupBy(contract => contract.Api).Where(group => group.Count() > 1))
            throw new StartException($"Two contracts are called {same.Key}: a file's name, without its ending, is the name of the API. Rename one.");
        foreach (var same in contracts.SelectMany(contract => contract.Paths.Select(path => (contract.Api, path))).GroupBy(one => one.path).Where(group => group.Count() > 1))
            throw new StartException($"{string.Join(" and ", same.Select(one => one.Api))} both serve {same.Key}: serve one of them, with --api or --contract.");
    }
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
