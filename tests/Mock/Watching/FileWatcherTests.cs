using PlanisoContract.Mock.Watching;

namespace PlanisoContract.Tests.Mock.Watching;

/// <summary>Editors have many ways to write a file; each is one change. The clock is moved by hand, so nothing depends on when the system tells.</summary>
public sealed class FileWatcherTests
{
    private ManualClock _clock = null!;
    private List<string> _told = null!;
    private DirectoryInfo _directory = null!;
    private FileWatcher _watcher = null!;
    private string _file = "";

    [SetUp]
    public void SetUp()
    {
        _directory = Directory.CreateTempSubdirectory("watch");
        _file = Write("contract.yaml", "one");
        (_clock, _told) = (new ManualClock(), []);
        _watcher = new FileWatcher(_clock);
        _watcher.Watch(_file);
        _watcher.Watch(Path.Combine(_directory.FullName, "none", "other.yaml"));
        var told = _told;
        _watcher.Changed += changed => told.Add(string.Join(' ', changed.Select(Path.GetFileName)));
    }

    [TearDown]
    public void TearDown()
    {
        _watcher.Dispose();
        _directory.Delete(recursive: true);
    }

    [Test]
    public void A_file_that_is_truncated_and_written_in_two_parts_has_changed_once()
    {
        Do(() => Write("contract.yaml", ""));
        Do(() => Write("contract.yaml", "two, "));
        Do(() => Write("contract.yaml", "two, and the rest"));
        _told.ShouldBeEmpty();
        Wait();
        _told.ShouldBe(["contract.yaml"]);
    }

    [Test]
    public void A_file_that_takes_the_name_of_another_is_a_change()
    {
        Do(() => File.Move(_file, _file + "~"));
        Do(() => File.Move(Write("contract.yaml.new", "two"), _file));
        Wait();
        _told.ShouldBe(["contract.yaml"]);
    }

    [Test]
    public void A_file_that_holds_what_it_held_has_not_changed()
    {
        Do(() => Write("contract.yaml", ""));
        Do(() => Write("contract.yaml", "one"));
        Wait();
        _told.ShouldBeEmpty();
    }

    [Test]
    public void A_file_that_goes_and_one_that_comes_are_told()
    {
        Do(() => File.Delete(_file));
        Wait();
        Do(() => Write("contract.yaml", "one"));
        Wait();
        _told.ShouldBe(["contract.yaml", "contract.yaml"]);
    }

    [Test]
    public void A_file_that_nobody_watches_matters_to_nobody()
    {
        _watcher.Notice(Write("unwatched.yaml", "one"));
        _clock.Waiting.ShouldBe(0);
    }

    [Test]
    public void A_name_in_other_letters_is_looked_at()
    {
        _watcher.Notice(_file.ToUpperInvariant());
        _clock.Waiting.ShouldBe(1);
    }

    [Test]
    public async Task The_system_tells_what_happens_in_the_directory()
    {
        using var watcher = new FileWatcher(TimeProvider.System);
        watcher.Watch(_file);
        var told = new TaskCompletionSource<IReadOnlySet<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Changed += changed => told.TrySetResult(changed);
        File.Move(Write("next", "two"), _file, overwrite: true);
        (await told.Task).ShouldBe([_file]);
    }

    private void Do(Action change)
    {
        change();
        _watcher.Notice(_file);
        _clock.Advance(FileWatcher.Quiet / 2);
    }

    private void Wait() => _clock.Advance(FileWatcher.Quiet);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
