using PlanisoContract.Mock.Hosting;
using PlanisoContract.Mock.State;
using PlanisoContract.Mock.State.Stores;

namespace PlanisoContract.Mock.Watching;

/// <summary>Takes data files up again as soon as they change. While one is wrong, the records stay as they are.</summary>
internal sealed class DataWatcher : IDisposable
{
    private readonly MockServer _mock;
    private readonly TextWriter _log;
    private readonly FileWatcher _watcher;
    private readonly HashSet<string> _paths;
    private HashSet<string> _refused = [];

    /// <param name="mock">The mock, which has such files.</param>
    /// <param name="watcher">Tells of changes.</param>
    /// <param name="log">Takes a line for each change.</param>
    public DataWatcher(MockServer mock, FileWatcher watcher, TextWriter log)
    {
        (_mock, _watcher, _log) = (mock, watcher, log);
        _paths = [.. mock.Services.Options.Data!.Paths.Select(Path.GetFullPath)];
        _watcher.Changed += Look;
        foreach (var path in _paths)
            _watcher.Watch(path);
    }

    /// <summary>A change was read: what is wrong with it, or nothing where it was taken up.</summary>
    public event Action<IReadOnlyList<string>>? Read;

    public void Dispose() => _watcher.Changed -= Look;

    private void Look(IReadOnlySet<string> paths)
    {
        var changed = _paths.Intersect(paths).ToHashSet();
        // What was refused may be right since another file has changed.
        if (changed.Count > 0 || _refused.Count > 0)
            TakeUp(changed);
    }

    private void TakeUp(HashSet<string> changed)
    {
        var problems = new List<string>();
        changed.UnionWith(_refused);
        var services = _mock.Services;
        if (services.Options.Data!.Reload(services.Options, problems) is { } files)
            Start(services, files, changed, problems);
        _refused = problems.Count == 0 ? [] : changed;
        _log.WriteLine(problems.Count == 0 ? $"{ChangedFiles.Name(changed)}: the records are taken up."
            : $"{ChangedFiles.Name(changed)}, but the records stay as they are:\n  {string.Join("\n  ", problems)}");
        Read?.Invoke(problems);
    }

    private static void Start(MockServices services, DataFiles files, HashSet<string> changed, List<string> problems)
    {
        try
        {
            foreach (var silo in services.Silos.All.Where(silo => changed.Any(path => files.IsFor(silo.Settings, path))))
                services.Change(() => services.Data.Start(silo, files.Of(silo.Settings)!));
        }
        catch (StoreUnavailableException wrong)
        {
            problems.Add(wrong.Message);
        }
    }
}

/// <summary>Files in a sentence.</summary>
internal static class ChangedFiles
{
    /// <summary>One has changed, or several have.</summary>
    public static string Name(IReadOnlyCollection<string> paths) => $"{string.Join(" and ", paths.Order(StringComparer.Ordinal))} {(paths.Count == 1 ? "has" : "have")} changed";
}
