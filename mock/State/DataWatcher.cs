using System.Security.Cryptography;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.State;

/// <summary>Takes data files up again as soon as they change. While one is wrong, the records stay as they are.</summary>
internal sealed class DataWatcher : IDisposable
{
    private readonly MockServices _services;
    private readonly TextWriter _log;
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly Lock _reading = new();
    private readonly HashSet<string> _paths;
    private readonly Dictionary<string, byte[]> _read = [];
    private DataFiles _files;

    /// <param name="services">The mock.</param>
    /// <param name="files">The files as they were read.</param>
    /// <param name="log">Takes a line for each change.</param>
    public DataWatcher(MockServices services, DataFiles files, TextWriter log)
    {
        (_services, _files, _log) = (services, files, log);
        _paths = [.. files.Paths.Select(Path.GetFullPath)];
        foreach (var path in _paths)
            _read[path] = Hash(path) ?? [];
        // Editors write another file and rename it: only the directory sees that.
        foreach (var directory in _paths.Select(path => Path.GetDirectoryName(path)!).Distinct())
        {
            var watcher = new FileSystemWatcher(directory) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
            watcher.Changed += (_, change) => Changed(change.FullPath);
            watcher.Created += (_, change) => Changed(change.FullPath);
            watcher.Renamed += (_, change) => Changed(change.FullPath);
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
    }

    /// <summary>A change was read: what is wrong with it, or nothing where it was taken up.</summary>
    public event Action<IReadOnlyList<string>>? Read;

    public void Dispose()
    {
        foreach (var watcher in _watchers)
            watcher.Dispose();
    }

    private void Changed(string path)
    {
        if (!_paths.Contains(path))
            return;
        var problems = new List<string>();
        lock (_reading)
        {
            // A change is told of several times.
            if (Hash(path) is not { } hash || (_read.TryGetValue(path, out var before) && before.AsSpan().SequenceEqual(hash)))
                return;
            _read[path] = hash;
            if (_files.Reload(_services.Options, problems) is { } files)
            {
                _files = files;
                foreach (var silo in _services.Silos.All.Where(silo => files.IsFor(silo.Settings, path)))
                    Start(silo, files);
            }
            _log.WriteLine(problems.Count == 0 ? $"{path} has changed: its records are taken up."
                : $"{path} has changed, but the records stay as they are:\n  {string.Join("\n  ", problems)}");
        }
        Read?.Invoke(problems);
    }

    private void Start(Silo silo, DataFiles files) => _services.Change(() => _services.Data.Start(silo, files.Of(silo.Settings)!));

    // Null while somebody else writes it: that ends with another change.
    private static byte[]? Hash(string path)
    {
        try
        {
            return SHA256.HashData(File.ReadAllBytes(path));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
