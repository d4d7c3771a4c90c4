using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Requests that no client should send, and that must not bring a server down.</summary>
internal static class UnusualRequests
{
    /// <summary>More levels than common parsers follow: 64 in .NET, 512 in PHP, about 1000 in Python.</summary>
    public const int Deep = 2000;

    public const string BrokenJson = "{\"a\": [1, ";

    public static readonly Func<Session, Resource, Task>[] All = [Bodies, Identities, Queries, WrongTypes];

    public static string Nested(string name) =>
        $"{{\"{name}\": {new string('[', Deep)}{new string(']', Deep)}}}";

    private static async Task Bodies(Session session, Resource resource)
    {
        (string Type, string Body)[] bodies =
        [
            (BodyWriter.JsonType, BrokenJson), (BodyWriter.JsonType, ""), (BodyWriter.JsonType, "[]"), (BodyWriter.JsonType, "null"),
            (BodyWriter.JsonType, Nested(resource.Fields[^1].Name)),
            (BodyWriter.FormType, "%zz=%&==&[]=1&a[[b]=2&\u0000"), ("multipart/form-data", "--nothing"),
            ("application/x-unheard-of", "a=1"), ("application/xml", "<a/>"), ("not a type", "a=1"),
        ];
        foreach (var (type, body) in bodies)
        {
            var how = new Sending { RawBody = body, RawContentType = type };
            await session.Create(resource, [], how);
            if (session.Offers(OperationKind.Update, resource))
                await session.Update(resource, RecordReading.UnknownIdentityOf(resource), [], how);
        }
    }

    // Reads alone: a lax server could take one of these for a record that is somebody's.
    private static async Task Identities(Session session, Resource resource)
    {
        foreach (var identity in (string[])["0", "-1", "1.5", "1e3", "99999999999999999999999999", "abc", "'", "%00", "é", new string('9', 400)])
            await session.Find(resource, identity);
    }

    private static async Task Queries(Session session, Resource resource)
    {
        string[] queries = ["limit=-1&offset=abc&page=99999999999999999999", "sort[]=a&sort[b]=c", "a=%zz&=&&%", "q=" + new string('x', 2000)];
        foreach (var list in session.Contract.ListsOf(resource))
        {
            foreach (var query in queries)
                await session.Page(list, new Sending { Query = query });
        }
    }

    private static async Task WrongTypes(Session session, Resource resource)
    {
        var names = resource.Fields.Where(field => field.OnCreate).Select(field => field.InputName).ToArray();
        foreach (var value in (string[])["{\"a\": 1}", "[[1]]", "1e400", "-99999999999999999999999999", "true", "\"\\ud800\""])
            await Create(session, resource, string.Join(", ", names.Select(name => $"\"{name}\": {value}")));
        // One at a time as well, so that no refusal of one hides what another does.
        foreach (var name in names)
            await Create(session, resource, $"\"{name}\": {{\"a\": [1]}}");
    }

    private static Task<Answer> Create(Session session, Resource resource, string members) =>
        session.Create(resource, [], new Sending
        {
            RawBody = resource.One is { } one ? $"{{\"{one}\": {{{members}}}}}" : $"{{{members}}}",
            RawContentType = BodyWriter.JsonType,
        });
}
