using System.Text;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Tests.Stubs;

/// <summary>What the journal has kept for a while is bytes, and comes back as it was.</summary>
public sealed class OlderEventsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, 890, TimeSpan.FromHours(2));

    [Test]
    public void A_packed_entry_comes_back_whole()
    {
        var served = Answered(Request("/a?b=ü", "{\"größe\":1}"), 7);
        var back = Back(served);
        back.ShouldNotBeSameAs(served);
        var (was, request) = (served.Request, back.Request);
        (request.Method, request.Url, request.Scheme, request.Protocol, request.ClientIp, request.ReceivedAt)
            .ShouldBe((was.Method, was.Url, was.Scheme, was.Protocol, was.ClientIp, was.ReceivedAt));
        request.ReceivedAt.Offset.ShouldBe(was.ReceivedAt.Offset);
        request.BodyText.ShouldBe("{\"größe\":1}");
        request.Headers.Select(header => (header.Key, string.Join('|', header.Value.ToArray())))
            .ShouldBe([("Host", "a.example:81"), ("X-Several", "one|zwölf|"), ("X-None", "")]);
        (request.Host, request.Port).ShouldBe(("a.example", 81));
        (back.Number, back.Took, back.IsOver, back.Stub, back.Sent, back.Size).ShouldBe((7, TimeSpan.FromMilliseconds(12), true, null, null, served.Size));
        (back.Contract!.Api, back.Contract.Status, back.Contract.ContentType).ShouldBe(("api", 201, null));
        back.Contract.Headers.ShouldBe([KeyValuePair.Create("Location", "/a/1")]);
    }

    [Test]
    public void What_is_under_way_stays_an_object()
    {
        var served = new ServeEvent(Request("/a"), null) { Contract = new ContractReply("api", 200, null, []) };
        Back(served).ShouldBeSameAs(served);
    }

    [Test]
    public void What_no_array_has_room_for_stays_an_object()
    {
        var served = Answered(Request("/a", new string('x', 1 << 20)), 0);
        var older = new OlderEvents();
        older.Add(Answered(Request("/before"), 1));
        older.Add(served);
        older.Add(Answered(Request("/after"), 2));
        older.All[1].Read().ShouldBeSameAs(served);
        older.All.Select(kept => kept.Read().Request.Url).ShouldBe(["/before", "/a", "/after"]);
        older.Bytes.ShouldBe(1 << 20);
    }

    [Test]
    public void Arrays_are_used_again()
    {
        var (older, served) = (new OlderEvents(), Answered(Request("/a", new string('x', 1000)), 0));
        AddMany(1_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AddMany(20_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20, "20 MB went through it");

        void AddMany(int count)
        {
            for (; count > 0; count--)
            {
                older.Add(served);
                if (older.Count > 500)
                    older.Drop();
            }
        }
    }

    [Test]
    public void Who_was_given_entries_can_read_them_later()
    {
        var older = new OlderEvents();
        older.Add(Answered(Request("/first"), 0));
        var lent = older.All;
        for (var number = 1; number < 5_000; number++)
        {
            older.Add(Answered(Request($"/{number}", new string('x', 500)), number));
            if (older.Count > 100)
                older.Drop();
        }
        lent.ShouldHaveSingleItem().Read().Request.Url.ShouldBe("/first");
    }

    [Test]
    public void Some_of_an_array_can_be_removed()
    {
        var older = new OlderEvents();
        for (var number = 0; number < 10; number++)
            older.Add(Answered(Request($"/{number}", "12345"), number));
        older.Remove(new HashSet<long> { 0, 3, 9 });
        older.All.Select(kept => kept.Read().Request.Url).ShouldBe(["/1", "/2", "/4", "/5", "/6", "/7", "/8"]);
        (older.Count, older.Bytes, older.Oldest?.Number).ShouldBe((7, 35, 1));
    }

    private static ServeEvent Back(ServeEvent served)
    {
        var older = new OlderEvents();
        older.Add(served);
        return older.All.ShouldHaveSingleItem().Read();
    }

    private static ServeEvent Answered(StubRequest request, long number)
    {
        var served = new ServeEvent(request, null) { Number = number, Contract = new ContractReply("api", 201, null, [KeyValuePair.Create("Location", "/a/1")]) };
        served.End(TimeSpan.FromMilliseconds(12));
        return served;
    }

    private static StubRequest Request(string url, string body = "") => new()
    {
        Method = "POST",
        Url = url,
        Scheme = "https",
        Protocol = "HTTP/2",
        ClientIp = "192.0.2.1",
        ReceivedAt = Now,
        Body = Encoding.UTF8.GetBytes(body),
        Headers = new HeaderList(
        [
            new("Host", "a.example:81"),
            new("X-Several", new StringValues(["one", "zwölf", null])),
            new("X-None", StringValues.Empty),
        ]),
    };
}
