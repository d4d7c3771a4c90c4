using System.Text.Json.Nodes;

namespace PlanisoContract.Tests.Mock.Watching;

/// <summary>A contract that changes while it is served: the records stay where they still fit.</summary>
public sealed class ContractWatcherTests
{
    private const string Pages = "        pages: {type: integer, nullable: true, minimum: 1, x-like: extension}\n";
    private const string PagesInput = "        pages: {$ref: '#/components/schemas/Book/properties/pages'}\n";

    private static readonly (string, string)[] WithoutPages = [(Pages, ""), (PagesInput, ""), (", pages: 528", ""), ("                    pages: 528\n", "")];

    [Test]
    public async Task A_field_that_goes_is_dropped_and_all_else_stays_with_its_identity()
    {
        await using var mock = await WatchedMock.StartAsync();
        (await mock.AskAsync("POST", "/book", """{ "title": "Ada", "pages": 7 }""")).Status.ShouldBe(201);
        await mock.AskAsync("DELETE", "/book/2");
        var before = await mock.BooksAsync();
        mock.Change(WithoutPages).ShouldBe("library.openapi.yaml has changed: the contract is taken up.\n  book.pages is gone.\n");
        foreach (var book in before.Select(book => book!.AsObject()))
            book.Remove("pages");
        JsonNode.DeepEquals(await mock.BooksAsync(), before).ShouldBeTrue((await mock.BooksAsync()).ToJsonString());
        ((int)(await mock.AskAsync("POST", "/book", """{ "title": "Bea" }""")).Data!["id"]!).ShouldBe(5);
    }

    [Test]
    public async Task A_new_field_gets_its_default_else_nothing_and_a_generated_value_where_it_is_required()
    {
        await using var mock = await WatchedMock.StartAsync();
        await mock.BooksAsync();
        mock.Change((Pages, Pages + "        shelf: {type: string, default: A1, x-like: word}\n        note: {type: string, nullable: true, x-like: word}\n        color: {type: string, x-like: word}\n"),
            (PagesInput, PagesInput + "        shelf: {$ref: '#/components/schemas/Book/properties/shelf'}\n        note: {$ref: '#/components/schemas/Book/properties/note'}\n        color: {$ref: '#/components/schemas/Book/properties/color'}\n"),
            ("required: [title]", "required: [title, color]")).ShouldBe("library.openapi.yaml has changed: the contract is taken up.\n");
        foreach (var book in await mock.BooksAsync())
        {
            ((string?)book!["shelf"]).ShouldBe("A1");
            book["note"].ShouldBeNull();
            ((string?)book["color"]).ShouldNotBeNullOrEmpty();
        }
        (await mock.AskAsync("POST", "/book", """{ "title": "Ada" }""")).Status.ShouldBe(400);
    }

    [Test]
    public async Task A_field_keeps_its_values_under_another_name_where_the_old_one_is_declared_beside_it()
    {
        await using var mock = await WatchedMock.StartAsync();
        await mock.AskAsync("POST", "/book", """{ "title": "Ada", "pages": 7 }""");
        mock.Change((Pages, Pages.Replace("pages:", "sheets:", StringComparison.Ordinal).Replace("extension}", "extension, x-aliases: [pages]}", StringComparison.Ordinal)),
            (PagesInput, PagesInput.Replace("pages", "sheets", StringComparison.Ordinal)), (", pages: 528", ""), ("                    pages: 528\n", ""))
            .ShouldBe("library.openapi.yaml has changed: the contract is taken up.\n");
        ((int?)(await mock.AskAsync("GET", "/book/4")).Data!["sheets"]).ShouldBe(7);
    }

    [Test]
    public async Task A_resource_that_comes_is_seeded_and_one_that_goes_takes_its_records_along()
    {
        var without = WatchedMock.Changed(Subjectless());
        await using var mock = await WatchedMock.StartAsync(contract: without);
        await mock.AskAsync("POST", "/book", """{ "title": "Ada" }""");
        (await mock.AskAsync("GET", "/subject")).Status.ShouldBe(404);
        mock.Change().ShouldBe("library.openapi.yaml has changed: the contract is taken up.\n  The paths of library begin with /book, /subject now, not with /book.\n");
        ((JsonArray)(await mock.AskAsync("GET", "/subject")).Data!).Count.ShouldBe(3);
        (await mock.BooksAsync()).Count.ShouldBe(4);
        mock.Change("library.openapi.yaml", without).ShouldContain("\n  subject is gone, with 3 records.\n  book.subjects is gone.\n");
        (await mock.BooksAsync()).Count.ShouldBe(4);
    }

    [Test]
    public async Task Counters_stay_and_those_of_a_resource_that_goes_are_gone()
    {
        await using var mock = await WatchedMock.StartAsync();
        (await mock.AskAsync("PUT", "/__admin/silos/demo/data", """{ "library": { "$counters": { "book": { "next": 90 }, "subject": { "next": 70 } }, "book": [{ "title": "Ada" }], "subject": [] } }"""))
            .Status.ShouldBe(204);
        mock.Change(Subjectless()).ShouldNotContain("counters");
        ((int)(await mock.AskAsync("POST", "/book", """{ "title": "Bea" }""")).Data!["id"]!).ShouldBe(90);
    }

    [Test]
    public async Task What_a_new_rule_forbids_is_given_up_and_told_but_not_all_of_it()
    {
        await using var mock = await WatchedMock.StartAsync(records: 0);
        for (var at = 0; at < 14; at++)
            await mock.AskAsync("POST", "/book", """{ "title": "Twin", "pages": 7 }""");
        var told = mock.Change(("        title: {type: string, x-like: project}", "        title: {type: string, x-like: project, x-rules: {unique: {}}}"), ("minimum: 1,", "minimum: 8,"));
        told.ShouldStartWith("library.openapi.yaml has changed: the contract is taken up.\n  demo: book 1: pages: Expected an integer, at least 8 or null, found 7, which is left out.\n"
            + "  demo: book 2: title: Expected a value that no other Book has, such as Book 1, found Twin, which is left out. pages: ");
        told.ShouldEndWith("\n  and 4 more.\n");
        var books = await mock.BooksAsync();
        books.Count(book => (string?)book!["title"] == "Twin").ShouldBe(1);
        books.Select(book => (string?)book!["title"]).Distinct().Count().ShouldBe(14);
        books.ShouldAllBe(book => book!["pages"] == null);
    }

    [Test]
    public async Task What_is_of_another_type_is_given_up()
    {
        await using var mock = await WatchedMock.StartAsync(records: 0);
        await mock.AskAsync("POST", "/book", """{ "title": "Ada", "pages": 7 }""");
        mock.Change((Pages, "        pages: {type: string, nullable: true, x-like: word}\n"))
            .ShouldContain("demo: book 1: pages: Expected a text or null, found 7, which is left out.");
        (await mock.AskAsync("GET", "/book/1")).Data!["pages"].ShouldBeNull();
    }

    [Test]
    public async Task What_refers_to_no_record_is_given_up()
    {
        await using var mock = await WatchedMock.StartAsync(records: 0);
        await mock.AskAsync("POST", "/subject", """{ "name": "History" }""");
        await mock.AskAsync("POST", "/book", """{ "title": "Ada", "pages": 1 }""");
        await mock.AskAsync("POST", "/book", """{ "title": "Bea", "pages": 7 }""");
        mock.Change((Pages, "        pages: {type: integer, nullable: true, x-refers: {resource: Subject}}\n"))
            .ShouldBe("library.openapi.yaml has changed: the contract is taken up.\n  demo: book 2: pages: There is no Subject 7.\n");
        (await mock.BooksAsync()).Select(book => (int?)book!["pages"]).ShouldBe([null, 1]);
    }

    [Test]
    public async Task A_wrong_contract_keeps_the_old_one_and_tells_all_errors()
    {
        await using var mock = await WatchedMock.StartAsync();
        var told = mock.Change(("x-resource:\n        identity: id\n        number", "x-resource:\n        identiy: id\n        number"), ("x-like: past-year", "x-like: past-yaer"));
        told.ShouldStartWith("library.openapi.yaml has changed, but the contracts stay as they were:\nThe contract has ");
        told.ShouldContain("did you mean identity?", Case.Insensitive);
        told.ShouldContain("past-year");
        told.ShouldContain("(line 3");
        (await mock.BooksAsync()).Count.ShouldBe(3);
        mock.Change().ShouldBe("library.openapi.yaml has changed: the contracts are again as they were.\n");
    }

    [Test]
    public async Task A_file_that_the_contract_refers_to_is_watched_too()
    {
        var split = WatchedMock.Changed((Pages, "        pages: {$ref: pages.yaml}\n"));
        await using var mock = await WatchedMock.StartAsync();
        mock.Change("library.openapi.yaml", split).ShouldContain("a $ref to a file that can be read");
        mock.Change("pages.yaml", "{type: integer, nullable: true, minimum: 1, x-like: extension}").ShouldContain("pages.yaml has changed: the contract is taken up.");
        (await mock.AskAsync("POST", "/book", """{ "title": "Ada", "pages": 7 }""")).Status.ShouldBe(201);
        mock.Change("pages.yaml", "{type: integer, nullable: true, minimum: 100, x-like: extension}").ShouldContain("demo: book 4: pages");
        (await mock.AskAsync("POST", "/book", """{ "title": "Ada", "pages": 7 }""")).Status.ShouldBe(400);
    }

    [Test]
    public async Task Silos_overrides_snapshots_and_the_journal_stay_and_reset_goes_back_to_the_new_contract()
    {
        await using var mock = await WatchedMock.StartAsync();
        await mock.AskAsync("POST", "/__admin/silos", """{ "key": "blue", "seed": 9, "records": 2 }""");
        await mock.AskAsync("POST", "/book", """{ "title": "Ada" }""", key: "blue");
        await mock.AskAsync("PUT", "/__admin/snapshots/before");
        await mock.AskAsync("DELETE", "/book/3", key: "blue");
        await mock.AskAsync("POST", "/__admin/overrides", """{ "operation": "findBook", "after": 1, "status": 503 }""");
        await mock.AskAsync("GET", "/book/1");
        mock.Change(WithoutPages).ShouldContain("taken up");
        (await mock.AskAsync("GET", "/book/1")).Status.ShouldBe(503);
        await mock.AskAsync("DELETE", "/__admin/overrides/1");
        ((bool)(await mock.AskAsync("GET", "/book/3", key: "blue")).Data!["active"]!).ShouldBeFalse();
        await mock.AskAsync("POST", "/__admin/snapshots/before/restore");
        ((bool)(await mock.AskAsync("GET", "/book/3", key: "blue")).Data!["active"]!).ShouldBeTrue();
        var journal = (await mock.AskAsync("GET", "/__admin/journal?operation=createBook")).Data!;
        var entry = journal["entries"]![0]!["id"];
        ((int?)(await mock.AskAsync("GET", $"/__admin/journal/{entry}")).Data!["record"]!["identity"]).ShouldBe(3);
        await mock.AskAsync("POST", "/__admin/reset");
        (await mock.BooksAsync()).Count.ShouldBe(3);
        (await mock.BooksAsync()).ShouldAllBe(book => !book!.AsObject().ContainsKey("pages"));
    }

    private static (string, string)[] Subjectless()
    {
        var text = WatchedMock.Changed();
        string Between(string from, string to) => text[text.IndexOf(from, StringComparison.Ordinal)..text.IndexOf(to, StringComparison.Ordinal)];
        return
        [
            (Between("  /subject:", "  /book:"), ""), (Between("    Subject:", "    Book:\n"), ""),
            (Between("        subjects:\n          type: array", "        added: {type"), ""),
            (Between("        subject_ids:\n", "    BookChange:"), ""),
            ("                    subjects: [{id: 2, name: History, active: true}]\n", ""), (", subject_ids: '[2]'", ""), (", subject_ids: [2]", ""),
            (Between("  # Fields that show other records.", "  # Values in answers."), ""),
        ];
    }
}
