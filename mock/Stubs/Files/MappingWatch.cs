namespace PlanisoContract.Mock.Stubs.Files;

/// <summary>Calls back when files below a directory changed and nothing more has for a moment: editors write in several steps.</summary>
internal sealed class MappingWatch : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly FileSystemWatcher _watcher;
    private readonly ITimer _timer;

    private MappingWatch(string directory, TimeProvider clock, Action changed)
    {
        _timer = clock.CreateTimer(_ => changed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watcher = new FileSystemWatcher(directory) { IncludeSubdirectories = true };
        _watcher.Changed += (_, _) => Wait();
        _watcher.Created += (_, _) => Wait();
        _watcher.Deleted += (_, _) => Wait();
        _watcher.Renamed += (_, _) => Wait();
        // Too many changes at once to tell them apart: all the more reason to look.
        _watcher.Error += (_, _) => Wait();
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Null where the directory is not there and cannot be made, so that nothing can appear in it.</summary>
    public static MappingWatch? Over(string directory, TimeProvider clock, Action changed)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new MappingWatch(directory, clock, changed);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _watcher.Dispose();
        _timer.Dispose();
    }

    private void Wait() => _timer.Change(Quiet, Timeout.InfiniteTimeSpan);
}
