using PlanisoContract.Conformance.Http;

namespace PlanisoContract.Tests.Conformance.Http;

/// <summary>Keys are shown nowhere, and nothing else is taken for one.</summary>
public sealed class RedactionTests
{
    private const string Key = "k3y/with+\"odd\"<signs>&é";

    private static IEnumerable<string> Forms => Redaction.Written(Key).Distinct();

    [TestCaseSource(nameof(Forms))]
    public void Every_written_form_of_a_key_is_replaced_wherever_it_stands(string written)
    {
        var redaction = new Redaction(new Keys(Key));
        redaction.Of($"before {written} behind").ShouldBe("before $KEY behind");
        redaction.OfBody($"before{written}behind").ShouldBe("before$KEYbehind");
    }

    [Test]
    public void There_is_a_form_for_each_place_that_shows_a_key() => Redaction.Written("a/b\"é").ShouldBe(
    [
        "a/b\"é", "a%2Fb%22%C3%A9", "a/b&quot;é", "YS9iIsOpOng=", "a/b\\u0022\\u00E9", "a/b\\\"é", "a\\/b\\\"é",
    ]);

    [TestCase("Authorization: Bearer user", "Authorization: Bearer $KEY")]
    [TestCase("GET https://host/v1/user?api_key=user", "GET https://host/v1/user?api_key=$KEY")]
    [TestCase("GET /projects.json?limit=1&key=user", "GET /projects.json?limit=1&key=$KEY")]
    [TestCase("""{"token": "user", "user": {"name": "user"}}""", """{"token": "$KEY", "user": {"name": "$KEY"}}""")]
    [TestCase("<user><key>user</key></user>", "<user><key>$KEY</key></user>")]
    [TestCase("user", "$KEY")]
    public void A_key_that_is_a_word_is_replaced_where_keys_stand(string text, string expected) =>
        new Redaction(new Keys("user")).Of(text).ShouldBe(expected);

    [TestCase("A create of User at /v1/user without a user name is answered 400, as the user was.")]
    [TestCase("user-email-unique: users with one e-mail address")]
    [TestCase("an empty fullname, an empty-list, empty")]
    [TestCase("curl -X POST 'https://host/v1/user/1' # user found")]
    public void Words_of_sentences_and_paths_stay(string text) =>
        new Redaction(new Keys("user", empty: "empty", other: "organization")).Of(text).ShouldBe(text);

    [Test]
    public void A_key_that_is_the_beginning_of_another_leaves_nothing_of_it() =>
        new Redaction(new Keys("secret-12", other: "secret-12-and-more")).Of("x secret-12-and-more x secret-12 x").ShouldBe("x $OTHER_KEY x $KEY x");
}
