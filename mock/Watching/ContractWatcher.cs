using System.Collections.Immutable;
using PlanisoContract.Mock.Hosting;
using PlanisoContract.Mock.State;
using PlanisoContract.Mock.State.Stores;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Watching;

/// <summary>Takes contracts up again as soon as their files change, or files that these refer to. While one is wrong, those before stay.</summary>
internal sealed class ContractWatcher : IDisposable
{
    // Of records that do not fit, so many are named.
    private const int Named = 10;

    private readonly MockServer _mock;
    private readonly FileWatcher _watcher;
    private readonly TextWriter _log;
    private readonly HashSet<string> _paths = [];
    private bool _isRefused;

    /// <param name="mock">The mock.</param>
    /// <param name="watcher">Tells of changes.</param>
    /// <param name="log">Takes what became of each change.</param>
    /// <exception cref="IOException">The system watches no more directories.</exception>
    public ContractWatcher(MockServer mock, FileWatcher watcher, TextWriter log)
    {
        (_mock, _watcher, _log) = (mock, watcher, log);
        foreach (var file in mock.Services.Options.Contracts.Select(contract => contract.File).OfType<string>())
            watcher.Watch(Path.GetFullPath(file));
        // Since they were read, they may have changed.
        TakeUp(new HashSet<string>());
        _watcher.Changed += Look;
    }

    public void Dispose() => _watcher.Changed -= Look;

    private void Look(IReadOnlySet<string> paths)
    {
        // What was refused may be right since a file of data has changed.
        if (_isRefused || _paths.Overlaps(paths))
            TakeUp(paths);
    }

    private void TakeUp(IReadOnlySet<string> changed)
    {
        var lines = new List<string>();
        string outcome;
        try
        {
            var contracts = Reread();
            outcome = contracts == _mock.Services.Options.Contracts ? _isRefused ? "the contracts are again as they were." : ""
                : Replace(contracts, lines);
            _isRefused = false;
        }
#pragma warning disable CA1031 // Nobody else would tell, and the mock goes on.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            var isExpected = wrong is InvalidContractException or StartException or StoreUnavailableException or IOException;
            outcome = $"but the contracts stay as they were:\n{(isExpected ? wrong.Message : $"A bug of the mock: {wrong}")}";
            _isRefused = true;
        }
        if (outcome.Length > 0)
            _log.WriteLine($"{(changed.Count == 0 ? "Files have changed since the start" : ChangedFiles.Name(changed))}{(_isRefused ? ", " : ": ")}{outcome}{Listed(lines)}");
    }

    // What says the same is the same object: nothing that belongs to it has to be brought over.
    private ImmutableArray<Contract> Reread()
    {
        var served = _mock.Services.Options.Contracts;
        var files = ContractFile.Read(served.Select(contract => contract.File).OfType<string>(), path =>
        {
            _paths.Add(path);
            _watcher.Watch(path);
        }).ToDictionary(contract => contract.File!);
        ImmutableArray<Contract> contracts = [.. served.Select(contract => contract.File is { } file && files[file].Fingerprint != contract.Fingerprint ? files[file] : contract)];
        return contracts.SequenceEqual(served) ? served : contracts;
    }

    private string Replace(ImmutableArray<Contract> contracts, List<string> lines)
    {
        MockOptions.Check(contracts);
        var before = _mock.Services.Options;
        var options = before with { Contracts = contracts };
        options = options with
        {
            Data = Data(options),
            Overrides = [.. before.Overrides.Select(one => StateTransfer.Fitting(one, contracts, _ => { })).OfType<Overrides.Override>()],
        };
        lines.AddRange(before.Contracts.Zip(contracts).SelectMany(pair => Differences(pair.First, pair.Second)));
        _mock.ReplaceAsync(options, (held, next) => new StateTransfer(held, next, lines.Add).Run()).GetAwaiter().GetResult();
        return "the contract is taken up.";
    }

    private static DataFiles? Data(MockOptions options)
    {
        var problems = new List<string>();
        return options.Data is null ? null : options.Data.Reload(options, problems)
            ?? throw new StartException($"The data of --data does not fit:\n  {string.Join("\n  ", problems)}");
    }

    private static IEnumerable<string> Differences(Contract before, Contract after)
    {
        if (before.Title != after.Title)
            yield return $"{after.Api} is called {after.Title} now, not {before.Title}; its name here is that of the file.";
        var (were, are) = (Beginnings(before), Beginnings(after));
        if (!were.SetEquals(are))
            yield return $"The paths of {after.Api} begin with {string.Join(", ", are)} now, not with {string.Join(", ", were)}.";
    }

    private static SortedSet<string> Beginnings(Contract contract) => [.. contract.Paths.Select(path => "/" + path.Split('/', '.')[1])];

    private static string Listed(List<string> lines)
    {
        var all = lines.Distinct().ToList();
        return string.Concat(all.Take(Named).Select(line => $"\n  {line}")) + (all.Count > Named ? $"\n  and {all.Count - Named} more." : "");
    }
}
