using System.Security.Cryptography;

namespace PlanisoContract.Mock.Watching;

/// <summary>
/// Tells when files hold something else than before, once nothing has happened to them for a moment: editors truncate a file first,
/// write it twice, or write another one and rename it.
/// </summary>
internal sealed class FileWatcher : IDisposable
{
    /// <summary>As long as that nothing may happen.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly Lock _knowing = new();
    private readonly Lock _telling = new();
    private readonly Dictionary<string, string> _states = [];
    private readonly Dictionary<string, FileSystemWatcher> _directories = [];
    private readonly ITimer _quiet;

    /// <param name="clock">The time.</param>
    public FileWatcher(TimeProvider clock) =>
        _quiet = clock.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Takes the full paths of the files that have changed, came or went; one call at a time.</summary>
    public event Action<IReadOnlySet<string>>? Changed;

    /// <summary>Watches a file, too, from what it holds now: whoever reads it afterwards misses no change. One that is not there is told of when it comes.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="IOException">The system watches no more directories.</exception>
    public void Watch(string path)
    {
        lock (_knowing)
        {
            // Before its state is known: what happens in between is told then.
            WatchDirectory(Path.GetDirectoryName(path)!);
            _states.TryAdd(path, State(path));
        }
    }

    /// <summary>Something may have happened to a file: it is looked at when all is quiet.</summary>
    public void Notice(string path)
    {
        lock (_knowing)
        {
            // Some systems tell a name as the directory has it, not as it was asked for.
            if (_states.Keys.Any(known => known.Equals(path, StringComparison.OrdinalIgnoreCase)))
                _quiet.Change(Quiet, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_knowing)
        {
            foreach (var watcher in _directories.Values)
                watcher.Dispose();
        }
        _quiet.Dispose();
    }

    // Only the directory sees that another file takes the name of one.
    private void WatchDirectory(string directory)
    {
        if (_directories.ContainsKey(directory) || !Directory.Exists(directory))
            return;
        var watcher = new FileSystemWatcher(directory) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
        watcher.Changed += (_, change) => Notice(change.FullPath);
        watcher.Created += (_, change) => Notice(change.FullPath);
        watcher.Deleted += (_, change) => Notice(change.FullPath);
        watcher.Renamed += (_, change) =>
        {
            Notice(change.OldFullPath);
            Notice(change.FullPath);
        };
        // More has happened than could be told: look at all.
        watcher.Error += (_, _) => _quiet.Change(Quiet, Timeout.InfiniteTimeSpan);
        watcher.EnableRaisingEvents = true;
        _directories[directory] = watcher;
    }

    private void Tell()
    {
        lock (_telling)
        {
            var changed = new HashSet<string>();
            lock (_knowing)
            {
                foreach (var path in _states.Keys.ToList())
                {
                    var state = State(path);
                    if (_states[path] != state)
                        changed.Add(path);
                    _states[path] = state;
                }
            }
            if (changed.Count > 0)
                Changed?.Invoke(changed);
        }
    }

    private static string State(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Convert.ToHexString(SHA256.HashData(file));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return wrong.GetType().Name;
        }
    }
}
