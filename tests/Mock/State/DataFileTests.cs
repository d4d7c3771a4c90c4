using PlanisoContract.Mock;
using PlanisoContract.Mock.State;
using PlanisoContract.Mock.Watching;

namespace PlanisoContract.Tests.Mock.State;

/// <summary>The files that a mock starts with, and what becomes of them when they change.</summary>
public sealed class DataFileTests
{
    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task Files_fill_silos_and_reset_goes_back_to_them()
    {
        var one = Write("one.yaml", "planiso:\n  user:\n    - { fullname: Ada, $label: ada }\n");
        var two = Write("two.json", """{ "planiso": { "user": [{ "fullname": "Bob" }], "customer": [] } }""");
        var other = Write("other.json", """{ "planiso": { "user": [] } }""");
        await using var mock = await StartAsync(one, two, other + "@demo-other");
        (await mock.NamesAsync()).ShouldBe(["Ada", "Bob"]);
        (await mock.NamesAsync("demo-other")).ShouldBeEmpty();
        await mock.AskAsync("POST", "/v1/user", """{ "fullname": "Zoe" }""");
        await mock.AskAsync("POST", "/__admin/reset");
        (await mock.NamesAsync()).ShouldBe(["Ada", "Bob"]);
    }

    [Test]
    public void What_is_wrong_with_a_file_is_told_with_its_lines()
    {
        var yaml = Write("one.yaml", "planiso:\n  user:\n    - fullname: Ada\n      emial: x\n    - { no: 0 }\n");
        var json = Write("two.json", "{\n  \"planiso\": {\n    // a comment\n    \"user\": [\n      { \"fullname\": \"Bob\" },\n      {\n        \"active\": 3\n      }\n    ]\n  }\n}");
        Should.Throw<StartException>(() => Load(yaml, json)).Message.Split("\n  ").ShouldBe(
        [
            "The data is not right:",
            $"{yaml}:5: /planiso/user/1/no: Expected an integer from 1 to 10000000, found 0.",
            $"{yaml}:4: /planiso/user/0/emial: There is no emial in a User; did you mean email?",
            $"{json}:7: /planiso/user/1/active: Expected true or false, found 3.",
        ]);
    }

    [TestCase("broken.json", "{\n  \"planiso\": ,\n}", ":2: ")]
    [TestCase("broken.yaml", "planiso:\n  - a\n b: [", ":")]
    public void A_file_that_cannot_be_read_is_told(string name, string text, string expected)
    {
        var file = Write(name, text);
        Should.Throw<StartException>(() => Load(file)).Message.ShouldStartWith(file + expected);
        Should.Throw<StartException>(() => Load(file + "x")).Message.ShouldContain("cannot be read");
        Should.Throw<StartException>(() => Load(file + "@demo-othr")).Message.ShouldContain("did you mean demo-other?");
    }

    [Test]
    public async Task A_changed_file_is_taken_up_and_a_broken_one_keeps_the_records()
    {
        var file = Write("one.yaml", "planiso: { user: [{ fullname: Ada }] }");
        await using var mock = await StartAsync(file);
        var log = new StringWriter();
        using var files = new FileWatcher(TimeProvider.System);
        using var watcher = new DataWatcher(mock.Server, files, TextWriter.Synchronized(log));
        (await ChangeAsync(watcher, () => Replace(file, "planiso: { user: [{ fullname: Bob }] }"))).ShouldBeEmpty();
        (await mock.NamesAsync()).ShouldBe(["Bob"]);
        (await ChangeAsync(watcher, () => Replace(file, "planiso: { usr: [] }"))).ShouldBe([$"{file}:1: /planiso/usr: There is no resource usr in planiso; did you mean user?"]);
        (await mock.NamesAsync()).ShouldBe(["Bob"]);
        (await ChangeAsync(watcher, () => Replace(file, "planiso: { user: [] }"))).ShouldBeEmpty();
        (await mock.NamesAsync()).ShouldBeEmpty();
        log.ToString().ShouldContain("has changed, but the records stay as they are");
        // And a reset goes back to the file as it is now.
        await mock.AskAsync("POST", "/v1/user", """{ "fullname": "Zoe" }""");
        await mock.AskAsync("POST", "/__admin/reset");
        (await mock.NamesAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task What_was_refused_is_taken_up_with_what_mends_it()
    {
        var one = Write("one.yaml", "planiso: { user: [{ fullname: Ada }] }");
        var two = Write("two.yaml", "planiso: { user: [{ fullname: Bob }] }");
        await using var mock = await StartAsync(one, two + "@demo-other");
        using var files = new FileWatcher(TimeProvider.System);
        using var watcher = new DataWatcher(mock.Server, files, TextWriter.Null);
        (await ChangeAsync(watcher, () => Replace(one, "planiso: [broken"))).ShouldNotBeEmpty();
        (await ChangeAsync(watcher, () => Replace(two, "planiso: { user: [{ fullname: Cy }] }"))).ShouldNotBeEmpty();
        (await mock.NamesAsync("demo-other")).ShouldBe(["Bob"]);
        (await ChangeAsync(watcher, () => Replace(one, "planiso: { user: [{ fullname: Dan }] }"))).ShouldBeEmpty();
        (await mock.NamesAsync()).ShouldBe(["Dan"]);
        (await mock.NamesAsync("demo-other")).ShouldBe(["Cy"]);
    }

    private static async Task<IReadOnlyList<string>> ChangeAsync(DataWatcher watcher, Action change)
    {
        var read = new TaskCompletionSource<IReadOnlyList<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Read(IReadOnlyList<string> problems) => read.TrySetResult(problems);
        watcher.Read += Read;
        change();
        var problems = await read.Task;
        watcher.Read -= Read;
        return problems;
    }

    // In one step, as editors do.
    private void Replace(string file, string text) => File.Move(Write("next", text), file, overwrite: true);

    private string Write(string name, string text)
    {
        var file = Path.Combine(_directory, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static DataFiles Load(params string[] files) => DataFiles.Load(files, new MockOptions { Contracts = MockOptions.Load([]) });

    private static Task<StateMock> StartAsync(params string[] files) =>
        StateMock.StartAsync(configure: options => options with { Data = DataFiles.Load(files, options) });
}
