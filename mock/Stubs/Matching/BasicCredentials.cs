using System.Text;
using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary><c>basicAuthCredentials</c>, which clients of WireMock also call <c>basicAuth</c> (RFC 7617).</summary>
internal sealed class BasicCredentials
{
    public const string Header = "Authorization";

    private readonly string _user;
    private readonly string _password;

    private BasicCredentials(string user, string password)
    {
        (_user, _password) = (user, password);
        Pattern = ValuesPattern.Of(new Credentials("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))));
    }

    /// <summary>What the header must be; it takes the place of a pattern for the header itself.</summary>
    public ValuesPattern Pattern { get; }

    public static BasicCredentials? Read(JsonPlace? place)
    {
        if (place?.AsObject() is null)
            return null;
        var user = place.MemberOrNull("username")?.Text();
        var password = place.MemberOrNull("password")?.Text();
        place.NoOthers();
        if (user is not null && password is not null)
            return new BasicCredentials(user, password);
        if (!place.Problems.Any)
            place.Expect("username and password");
        return null;
    }

    public JsonObject ToJson() => new() { ["username"] = _user, ["password"] = _password };

    private sealed class Credentials(string expected) : ValuePattern
    {
        private const string Scheme = "Basic ";

        public override string Expected => expected;

        public override bool Matches(string? value) =>
            value is not null && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && value.AsSpan(Scheme.Length).SequenceEqual(expected.AsSpan(Scheme.Length));

        public override double DistanceTo(string? value) => Levenshtein.Share(expected, value);

        public override JsonObject ToJson() => new() { ["equalTo"] = expected };
    }
}
