using System.Net;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Files;

namespace PlanisoContract.Tests.Stubs;

/// <summary>Stub files: read at the start, again when they change, and written.</summary>
[CancelAfter(60_000)]
public sealed class RootDirectoryTests
{
    private DirectoryInfo _root = null!;

    private string Mappings => Path.Combine(_root.FullName, "mappings");

    [SetUp]
    public void Make()
    {
        _root = Directory.CreateTempSubdirectory("root");
        Directory.CreateDirectory(Path.Combine(Mappings, "below"));
    }

    [TearDown]
    public void Remove() => _root.Delete(recursive: true);

    [Test]
    public async Task Files_with_one_stub_or_several_answer_from_the_start(CancellationToken patience)
    {
        Write("one.json", One("/one", "1"));
        Write("below/many.json", $$"""{ "mappings": [{{One("/two", "2")}}, {{One("/three", "3")}}], "meta": { "total": 2 } }""");
        Write("notes.txt", "no stub");
        Write(".hidden.json", "no stub either");
        Directory.CreateDirectory(Path.Combine(_root.FullName, "__files"));
        File.WriteAllText(Path.Combine(_root.FullName, "__files", "body.txt"), "from a file");
        Write("file.json", """{ "request": { "urlPath": "/file" }, "response": { "bodyFileName": "body.txt" } }""");
        string id;
        await using (var mock = await StartAsync())
        {
            foreach (var (path, body) in ((string, string)[])[("/one", "1"), ("/two", "2"), ("/three", "3"), ("/file", "from a file")])
                (await mock.Client.GetStringAsync(path, patience)).ShouldBe(body);
            id = await IdAsync(mock);
        }
        await using var again = await StartAsync();
        (await IdAsync(again)).ShouldBe(id, "a stub that names no id keeps the one that it got");

        async Task<string> IdAsync(StubMock mock)
        {
            using var answer = await mock.Client.GetAsync("/three", patience);
            return answer.Headers.GetValues("Matched-Stub-Id").Single();
        }
    }

    [Test]
    public void All_that_is_wrong_with_all_files_is_told_at_the_start()
    {
        Write("broken.json", """{ "request": """);
        Write("unknown.json", """{ "request": { "urlPath": "/a" }, "response": { "bdy": "x", "fault": "NOPE" } }""");
        Write("a.json", """{ "id": "00000000-0000-0000-0000-000000000001", "request": { "urlPath": "/a" } }""");
        Write("b.json", """{ "id": "00000000-0000-0000-0000-000000000001", "request": { "urlPath": "/b" } }""");
        Write("below/list.json", """{ "mappings": [{ "response": 5 }] }""");
        var told = Should.Throw<StartException>(StartAsync).Message;
        foreach (var place in (string[])["mappings/broken.json", "mappings/unknown.json: /response/bdy", "/response/fault", "mappings/b.json", "also in mappings/a.json", "mappings/below/list.json: /mappings/0/response"])
            told.ShouldContain(place);
        told.ShouldNotContain("   at ");
        Should.Throw<StartException>(() => StubMock.StartAsync(new StubOptions { RootDirectory = Path.Combine(_root.FullName, "none") }))
            .Message.ShouldContain("there is no such directory");
    }

    [Test]
    public async Task Changes_are_taken_up_and_a_broken_file_changes_nothing(CancellationToken patience)
    {
        Write("one.json", One("/one", "first"));
        Write("two.json", One("/two", "stays"));
        var log = new StringWriter();
        await using (var mock = await StartAsync(TextWriter.Synchronized(log)))
        {
            await mock.StubAsync("/api", """{ "body": "by the API" }""");
            Write("one.json", One("/one", "second"));
            Write("below/three.json", One("/three", "new"));
            await UntilAsync(mock, "/one", "second", patience);
            await UntilAsync(mock, "/three", "new", patience);
            Write("two.json", """{ "request": { "urlPath": "/two" }, "response": { "bdy": 1 } }""");
            File.Delete(Path.Combine(Mappings, "below", "three.json"));
            await UntilAsync(mock, "/three", "", patience);
            await UntilAsync(mock, "/two", "stays", patience);
            (await mock.Client.GetStringAsync("/api", patience)).ShouldBe("by the API");
        }
        log.ToString().ShouldContain("mappings/two.json: /response/bdy");
    }

    [Test]
    public void A_stub_is_saved_and_deleted_and_its_own_file_is_no_change()
    {
        Write("many.json", $$"""{ "mappings": [{{One("/two", "2")}}] }""");
        using var root = new RootDirectory(_root.FullName, StubMapping.Read, TimeProvider.System);
        var many = root.Load().All.ShouldHaveSingleItem();
        var stub = StubMapping.Read(
            new JsonPlace(JsonNode.Parse("""{ "request": { "method": "POST", "urlPath": "/a/b" }, "response": {} }"""), "", new Problems(TimeProvider.System)), Guid.NewGuid());
        root.Save(stub).ShouldBeNull();
        var file = Directory.GetFiles(Mappings).Single(path => !path.EndsWith("many.json", StringComparison.Ordinal));
        Path.GetFileName(file).ShouldBe($"post-ab-{stub.Id}.json");
        File.ReadAllText(file).ShouldContain("\"persistent\": true");
        root.Load().Changed.ShouldBeEmpty();
        root.Save(stub with { Name = "another name" }).ShouldBeNull();
        Directory.GetFiles(Mappings).Length.ShouldBe(2, "a stub keeps its file");

        root.IsReadOnly(many.Id).ShouldBeTrue();
        root.Save(many)!.ShouldContain("read-only");
        root.Delete(many.Id)!.ShouldContain("read-only");
        root.Delete(stub.Id).ShouldBeNull();
        root.Delete(stub.Id).ShouldBeNull("what is gone is gone");
        Directory.GetFiles(Mappings).ShouldBe([Path.Combine(Mappings, "many.json")]);
    }

    [TestCase("..%2f..%2fevil")]
    [TestCase("%2fetc%2fevil")]
    [TestCase("..%5cevil")]
    [TestCase("%2e%2e%2fmappings%2fevil.json")]
    public async Task No_file_is_written_read_or_deleted_outside(string name, CancellationToken patience)
    {
        await using var mock = await StartAsync();
        var before = Directory.GetFileSystemEntries(_root.FullName, "*", SearchOption.AllDirectories);
        using var written = await mock.Client.PutAsync($"/__admin/files/{name}", new StringContent("x"), patience);
        written.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var read = await mock.Client.GetAsync($"/__admin/files/{name}", patience);
        read.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var deleted = await mock.Client.DeleteAsync($"/__admin/files/{name}", patience);
        deleted.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Directory.GetFileSystemEntries(_root.FullName, "*", SearchOption.AllDirectories).ShouldBe(before);
    }

    [TestCase("..%2Fmappings%2Fsecret.json")]
    [TestCase("%2Fetc%2Fpasswd")]
    [TestCase("a%00.txt")]
    [TestCase("..%5Csecret.json")]
    public async Task No_template_leads_out(string name, CancellationToken patience)
    {
        Write("secret.json", One("/secret", "hidden"));
        await using var mock = await StartAsync();
        await mock.StubAsync("/file", """{ "bodyFileName": "{{request.query.f}}", "transformers": ["response-template"] }""");
        await mock.StubAsync("/verbatim", """{ "bodyFileName": "{{request.query.f}}", "transformers": ["response-template"], "transformerParameters": { "disableBodyFileTemplating": true } }""");
        foreach (var path in (string[])["/file", "/verbatim"])
        {
            using var answer = await mock.Client.GetAsync($"{path}?f={name}", patience);
            answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            (await answer.Content.ReadAsStringAsync(patience)).ShouldContain("not permitted");
        }
    }

    [TestCase("../mappings/secret.json")]
    [TestCase("none.txt")]
    public async Task A_stub_whose_file_cannot_be_read_says_so(string name, CancellationToken patience)
    {
        Write("secret.json", One("/secret", "hidden"));
        await using var mock = await StartAsync();
        await mock.StubAsync("/file", $$"""{ "bodyFileName": "{{name}}" }""");
        using var answer = await mock.Client.GetAsync("/file", patience);
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var text = await answer.Content.ReadAsStringAsync(patience);
        text.ShouldContain(name);
        text.ShouldNotContain("hidden");
        text.ShouldNotContain(_root.FullName);
    }

    private Task<StubMock> StartAsync() => StartAsync(null);

    private Task<StubMock> StartAsync(TextWriter? log) =>
        StubMock.StartAsync(new StubOptions { RootDirectory = _root.FullName }, new PromptClock(), log: log);

    private static async Task UntilAsync(StubMock mock, string path, string body, CancellationToken patience)
    {
        while (true)
        {
            var next = mock.Overlay.NextReload;
            using var answer = await mock.Client.GetAsync(path, patience);
            if ((answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(patience) : "") == body)
                return;
            await next.WaitAsync(patience);
        }
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Mappings, name), text);

    private static string One(string path, string body) =>
        $$"""{ "request": { "urlPath": "{{path}}" }, "response": { "body": "{{body}}" } }""";

    /// <summary>The system's clock, whose timers are due at once.</summary>
    private sealed class PromptClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Prompt(System.CreateTimer(callback, state, Due(dueTime), period));

        private static TimeSpan Due(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : TimeSpan.Zero;

        private sealed class Prompt(ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Due(dueTime), period);

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }
}
