using System.Collections.Immutable;
using PlanisoContract.Conformance.Dialects;
using PlanisoContract.Conformance.Execution.Sessions;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Shop;

namespace PlanisoContract.Tests.Conformance.Dialects;

/// <summary>What answers in the dialect rest mean, where its keys go, and how its pages are asked for.</summary>
public sealed class RestReaderTests
{
    private static readonly Contract Shop = ShopApi.Contract;

    [Test]
    public void A_record_is_the_body_and_a_list_is_an_array_or_stands_under_its_member()
    {
        Read("findBook", 200, """{"id":7}""").Record["id"]!.GetValue<int>().ShouldBe(7);
        Read("listBooks", 200, """[{"id":7}]""", ("x-total-count", "12")).ShouldSatisfyAllConditions(
            list => list.Records.Length.ShouldBe(1), list => list.Total.ShouldBe(12));
        Read("listAuthors", 200, """{"items":[{"id":7},{"id":8}],"total":9}""").ShouldSatisfyAllConditions(
            list => list.Records.Length.ShouldBe(2), list => list.Total.ShouldBe(9));
    }

    [Test]
    public void A_create_without_a_body_says_in_location_what_it_made() =>
        Read("createBook", 201, "", ("location", "https://shop.example/books/7?x=1")).Record["id"]!.GetValue<string>().ShouldBe("7");

    [Test]
    public void A_page_names_the_cursor_of_the_next_one()
    {
        Read(ShopApi.WithCursors, "listAuthors", 200, """{"items":[],"next":"abc"}""").NextCursor.ShouldBe("abc");
        Read(ShopApi.WithCursors, "listAuthors", 200, """{"items":[],"next":null}""").NextCursor.ShouldBeNull();
    }

    [TestCase(400, "BadRequest", false)]
    [TestCase(422, "BadRequest", true)]
    [TestCase(409, "Conflict", true)]
    [TestCase(404, "NotFound", false)]
    [TestCase(415, "UnsupportedMediaType", false)]
    [TestCase(428, "Refused", false)]
    public void The_status_tells_and_a_conflict_may_have_the_status_that_the_contract_tolerates(int status, string outcome, bool isConflict) =>
        Read("createBook", status, "").ShouldSatisfyAllConditions(
            answer => answer.Outcome.ToString().ShouldBe(outcome), answer => answer.IsConflict.ShouldBe(isConflict));

    [Test]
    public void Keys_go_where_the_security_schemes_say()
    {
        var dialect = Dialect.Of(Shop);
        dialect.Sign(Credential.Full, "k").Headers.Single().ShouldBe(KeyValuePair.Create("Authorization", "Bearer k"));
        dialect.Sign(Credential.InCookie, "k").Headers.Single().ShouldBe(KeyValuePair.Create("Cookie", "session=k"));
        dialect.Sign(Credential.InQuery, "k&").Query.ShouldBe("api_key=k%26");
    }

    [Test]
    public void Pages_are_asked_for_under_their_declared_names()
    {
        PageQuery.At(Of(Shop, "listBooks").Paging, 20, 40).ShouldBe("take=20&skip=40");
        PageQuery.At(Of(Shop, "listAuthors").Paging, 20, 40).ShouldBe("per_page=20&page=3");
        PageQuery.Behind(Of(ShopApi.WithCursors, "listAuthors").Paging!, 20, "a=b").ShouldBe("per_page=20&after=a%3Db");
        PageQuery.Chooses(Of(Shop, "listBooks"), "author=7&take=5").ShouldBeTrue();
        PageQuery.Chooses(Of(Shop, "listBooks"), "author=7").ShouldBeFalse();
    }

    private static Operation Of(Contract contract, string operation) => contract.Operations.First(one => one.OperationId == operation);

    private static Answer Read(string operation, int status, string body, params (string Name, string Value)[] headers) => Read(Shop, operation, status, body, headers);

    private static Answer Read(Contract contract, string operation, int status, string body, params (string Name, string Value)[] headers) =>
        Dialect.Of(contract).Read(new Exchange(Of(contract, operation), "GET", new Uri("http://target.test/x"), Credential.Full, null, null,
            status, headers.ToImmutableDictionary(header => header.Name, header => header.Value), body));
}
