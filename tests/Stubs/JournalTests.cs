using PlanisoContract.Mock.Stubs.Responses;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Tests.Stubs;

/// <summary>The journal keeps the newest, and never more than it may.</summary>
public sealed class JournalTests
{
    private const int Mebibyte = 1 << 20;

    [Test]
    public void The_newest_are_kept()
    {
        var journal = new Journal(3);
        foreach (var number in Enumerable.Range(1, 10))
            journal.Add(Served($"/{number}"));
        journal.Count.ShouldBe(3);
        journal.All.Select(served => served.Request.Url).ShouldBe(["/10", "/9", "/8"]);
    }

    [Test]
    public void Bodies_are_kept_up_to_a_bound()
    {
        var journal = new Journal(int.MaxValue);
        foreach (var number in Enumerable.Range(1, 100))
            journal.Add(Served($"/{number}", new string('x', Mebibyte)));
        journal.Count.ShouldBe(64);
        journal.Bytes.ShouldBe(Journal.MostBytes);
        journal.All[0].Request.Url.ShouldBe("/100");
    }

    [Test]
    public void Bodies_of_answers_count()
    {
        var journal = new Journal(int.MaxValue);
        foreach (var number in Enumerable.Range(1, 100))
        {
            var served = Served($"/{number}");
            journal.Add(served);
            var sent = new SentResponse(200, [], new byte[Mebibyte]);
            journal.Note(served, sent);
            journal.Note(served, sent with { Status = 201 });
        }
        journal.Count.ShouldBe(64);
        journal.Bytes.ShouldBe(Journal.MostBytes);
    }

    [Test]
    public void Long_headers_and_urls_count_and_ordinary_ones_do_not()
    {
        var journal = new Journal(int.MaxValue);
        journal.Add(Served("/ordinary?with=a&few=parameters"));
        journal.Bytes.ShouldBe(0);
        foreach (var number in Enumerable.Range(1, 5_000))
            journal.Add(new ServeEvent(Given.Request($"/{number}", headers: ("X-Long", new string('x', 16_000))), null));
        journal.Bytes.ShouldBeLessThanOrEqualTo(Journal.MostBytes);
        journal.Count.ShouldBeInRange(2_000, 2_200);
    }

    [Test]
    public void An_answer_to_a_request_that_fell_out_counts_nothing()
    {
        var journal = new Journal(1);
        var slow = Served("/slow");
        journal.Add(slow);
        journal.Add(Served("/next"));
        journal.Note(slow, new SentResponse(200, [], new byte[10]));
        journal.Bytes.ShouldBe(0);
    }

    [Test]
    public void What_is_removed_is_given_back_and_counts_no_more()
    {
        var journal = new Journal(100);
        foreach (var number in Enumerable.Range(1, 10))
            journal.Add(Served($"/{number}", "12345"));
        journal.Remove(served => served.Number < 4).Select(served => served.Request.Url).ShouldBe(["/4", "/3", "/2", "/1"]);
        journal.Count.ShouldBe(6);
        journal.Bytes.ShouldBe(30);
        journal.Clear();
        journal.Count.ShouldBe(0);
        journal.Bytes.ShouldBe(0);
    }

    [Test]
    public void Ids_are_uuids_and_find_their_entry()
    {
        var journal = new Journal(100);
        foreach (var number in Enumerable.Range(1, 50))
            journal.Add(Served($"/{number}"));
        var ids = journal.All.Select(journal.IdOf).ToList();
        ids.Distinct().Count().ShouldBe(50);
        ids.ShouldAllBe(id => id.Version == 4 && (id.Variant & 0xC) == 8);
        journal.Find(ids[7])!.Request.Url.ShouldBe("/43");
        new Journal(100).IdOf(journal.All[0]).ShouldNotBe(ids[0]);
        journal.Find(Guid.NewGuid()).ShouldBeNull();
    }

    [Test]
    public async Task Requests_at_the_same_time_are_all_there()
    {
        var journal = new Journal(1_000);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var number = 0; number < 2_000; number++)
                journal.Add(Served("/a", "1"));
        })));
        journal.Count.ShouldBe(1_000);
        journal.Bytes.ShouldBe(1_000);
        journal.All.Select(served => served.Number).ShouldBe(Enumerable.Range(7_000, 1_000).Reverse().Select(number => (long)number));
    }

    [Test]
    public void A_journal_that_is_off_keeps_nothing()
    {
        var journal = new Journal(0);
        journal.IsOn.ShouldBeFalse();
        journal.Add(Served("/a"));
        journal.Count.ShouldBe(0);
    }

    [Test]
    public void Entries_that_grow_old_stay_in_order_and_can_be_found()
    {
        var journal = new Journal(1_000);
        var slow = Served("/slow");
        journal.Add(slow);
        foreach (var number in Enumerable.Range(1, 800))
            journal.Add(Answered($"/{number}"));
        journal.All.Select(served => served.Number).ShouldBe(Enumerable.Range(0, 801).Reverse().Select(number => (long)number));
        var old = journal.All[^100];
        journal.Find(journal.IdOf(old))!.Request.Url.ShouldBe(old.Request.Url);
        journal.Note(slow, new SentResponse(200, [], new byte[10]));
        (journal.All[^1].Sent?.Body.Length, journal.Bytes).ShouldBe((10, 10), "what is late with its answer is noted all the same");
        journal.Remove(served => served.Number % 2 == 0).Length.ShouldBe(401);
        journal.All.Select(served => served.Number).ShouldBe(Enumerable.Range(0, 400).Reverse().Select(number => (2L * number) + 1));
        journal.Bytes.ShouldBe(0);
    }

    private static ServeEvent Answered(string url)
    {
        var served = new ServeEvent(Given.Request(url), null) { Contract = new ContractReply("api", 200, "application/json", []) };
        served.End(TimeSpan.FromMilliseconds(1));
        return served;
    }

    private static ServeEvent Served(string url, string body = "") => new(Given.Request(url, body: body), null);
}
