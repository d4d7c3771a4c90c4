using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Tests.Stubs;

/// <summary>Who is asked first, and how many are asked.</summary>
public sealed class StubStoreTests
{
    private const int Many = 10_000;

    [Test]
    public void Priority_goes_before_age_and_the_newest_goes_first()
    {
        var store = new StubStore();
        foreach (var (name, priority) in new[] { ("a", 5), ("b", 1), ("c", 5), ("d", 9) })
            store.Add(Given.Stub(name, """{ "url": "/a" }""", $"\"priority\": {priority},"));
        store.All.Select(stub => stub.Name).ShouldBe(["b", "c", "a", "d"]);
        store.Take(Given.Request("/a"))!.Name.ShouldBe("b");
    }

    [Test]
    public void A_stub_of_any_kind_can_be_the_first()
    {
        string[] kinds = ["""{ "url": "/a/b" }""", """{ "urlPath": "/a/b" }""", """{ "urlPathPattern": "/a/.*" }""", "{}"];
        foreach (var first in kinds)
        {
            var store = new StubStore();
            foreach (var other in kinds)
                store.Add(Given.Stub("other", other));
            store.Add(Given.Stub("first", first, "\"priority\": 1,"));
            store.Take(Given.Request("/a/b"))!.Name.ShouldBe("first", first);
        }
    }

    [Test]
    public void An_edited_stub_keeps_its_place()
    {
        var store = new StubStore();
        var old = Given.Stub("old", """{ "url": "/a" }""");
        store.Add(old);
        store.Add(Given.Stub("new", """{ "url": "/a" }"""));
        store.Edit(Given.Stub("edited", """{ "urlPath": "/a" }""") with { Id = old.Id }).ShouldBeTrue();
        store.All.Select(stub => stub.Name).ShouldBe(["new", "edited"]);
        store.Take(Given.Request("/a?b=c"))!.Name.ShouldBe("edited");
        store.Edit(Given.Stub("unknown", "{}")).ShouldBeFalse();
    }

    [Test]
    public void An_id_is_taken_once()
    {
        var store = new StubStore();
        var stub = Given.Stub("one", """{ "url": "/a" }""");
        store.Add(stub).ShouldBeTrue();
        store.Add(stub with { Name = "two" }).ShouldBeFalse();
        store.All.ShouldHaveSingleItem().Name.ShouldBe("one");
    }

    [Test]
    public void Nothing_is_left_when_all_are_removed()
    {
        var store = new StubStore();
        store.IsEmpty.ShouldBeTrue();
        store.Import([.. Mixed(200)]);
        store.IsEmpty.ShouldBeFalse();
        foreach (var stub in store.All)
            store.Remove(other => other.Id == stub.Id).ShouldHaveSingleItem();
        store.IsEmpty.ShouldBeTrue();
        store.CountCandidates(Given.Request("/v1/thing/1", headers: ("X-Case", "3"))).ShouldBe(0);
    }

    [Test]
    public void Ten_thousand_stubs_leave_few_to_look_at()
    {
        var store = new StubStore();
        store.Import([.. Mixed(Many)]);
        store.All.Count.ShouldBe(Many);
        // What the contract answers: paths on which a thousand stubs demand another header, or lie in wait with patterns.
        store.CountCandidates(Given.Request("/v1/thing", headers: ("Accept", "*/*"))).ShouldBeLessThan(10);
        store.CountCandidates(Given.Request("/v1/thing?limit=25")).ShouldBeLessThan(10);
        store.CountCandidates(Given.Request("/v1/other/7", "POST")).ShouldBeLessThan(10);
        store.Take(Given.Request("/v1/thing", headers: ("X-Case", "23")))!.Name.ShouldBe("header 23");
        store.Take(Given.Request("/v1/thing/only-22"))!.Name.ShouldBe("pattern 22");
        store.Take(Given.Request("/exact/20"))!.Name.ShouldBe("url 20");
        store.Take(Given.Request("/path/21?x=y"))!.Name.ShouldBe("path 21");
    }

    [Test]
    public void Patterns_are_asked_once_for_a_url()
    {
        var store = new StubStore();
        store.Import([.. Mixed(Many).Where(stub => stub.Name!.StartsWith("pattern", StringComparison.Ordinal))]);
        store.Import([.. Enumerable.Range(0, 20).Select(number => Given.Stub($"any {number}", $$"""{ "urlPathPattern": "/v1/thing/any-{{number}}" }"""))]);
        var request = Given.Request("/v1/thing/only-22");
        store.CountCandidates(request).ShouldBe(1);
        store.CountCandidates(Given.Request("/v1/thing/none")).ShouldBe(0);
        // Two methods of one URL have their own.
        store.CountCandidates(Given.Request("/v1/thing/only-22", "DELETE")).ShouldBe(0);
        // A new stub is not hidden by what was found before.
        store.Add(Given.Stub("newest", """{ "method": "GET", "urlPathPattern": "/v1/thing/only-.*" }"""));
        store.Take(request)!.Name.ShouldBe("newest");
    }

    [Test]
    public void Many_urls_in_turn_do_not_drive_each_other_out()
    {
        var store = new StubStore();
        store.Add(Given.Stub("pattern", """{ "urlPathPattern": "/v1/thing/.*" }"""));
        var requests = Enumerable.Range(0, 300).Select(number => Given.Request($"/v1/thing/{number}")).ToList();
        foreach (var request in requests.Concat(requests))
            store.Take(request)!.Name.ShouldBe("pattern");
        // 300 in 4,096 places, eight for each remainder: all are asked once, and none a second time.
        store.UrlsAsked.ShouldBe(300);
    }

    /// <summary>A quarter each: URLs, paths, patterns on one path, and one path with another header each.</summary>
    internal static IEnumerable<StubMapping> Mixed(int count) => Enumerable.Range(0, count).Select(number => (number % 4) switch
    {
        0 => Given.Stub($"url {number}", $$"""{ "method": "GET", "url": "/exact/{{number}}" }"""),
        1 => Given.Stub($"path {number}", $$"""{ "method": "GET", "urlPath": "/path/{{number}}" }"""),
        2 => Given.Stub($"pattern {number}", $$"""{ "method": "GET", "urlPathPattern": "/v1/thing/only-{{number}}" }"""),
        _ => Given.Stub($"header {number}", $$"""{ "urlPath": "/v1/thing", "headers": { "X-Case": { "equalTo": "{{number}}" } } }"""),
    });
}
