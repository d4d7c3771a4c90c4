using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace PlanisoContract.Tests.Samples;

/// <summary>
/// What a real Redmine was seen to answer, asked of the mock: <c>planio.samples.json</c> holds the requests that were recorded, with
/// the contract's records in place of Redmine's projects, and the document's own samples. Status, headers and kind of body are compared;
/// sentences are not.
/// </summary>
public sealed class RedmineSampleTests
{
    private static readonly List<Sample> All = JsonSerializer.Deserialize<List<Sample>>(
        Repository.Read("tests", "Samples", "planio.samples.json"), JsonSerializerOptions.Web)!;

    private static IEnumerable<TestCaseData> Cases => All.Select(sample => new TestCaseData(sample).SetName($"Redmine: {sample.Name}"));

    [TestCaseSource(nameof(Cases))]
    public async Task The_mock_answers_as_Redmine_does(Sample sample)
    {
        await using var mock = await TestMock.StartAsync();
        using var client = mock.Client();
        // What is deleted twice must have been deleted once.
        if (sample.Name is "delete again" or "show deleted")
            (await client.SendAsync(Request("DELETE", sample))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);

        using var response = await client.SendAsync(Request(sample.Method, sample));

        var body = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(sample.Status, body);
        if (sample.ContentType is not null)
            response.Content.Headers.NonValidated["Content-Type"].ToString().ShouldBe(sample.ContentType);
        (response.Headers.Location is not null).ShouldBe(sample.Location);
        response.Headers.WwwAuthenticate.Select(challenge => challenge.ToString()).ShouldBe(sample.Challenge is null ? [] : [sample.Challenge]);
        ShapeOf(body, sample.Path).ShouldBe(sample.Shape, body);
    }

    private static HttpRequestMessage Request(string method, Sample sample)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), sample.Path);
        if (sample.Body is { } body)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.Remove("Content-Type");
        }
        foreach (var (name, value) in sample.Headers)
        {
            if (name != "Content-Type")
                request.Headers.TryAddWithoutValidation(name, value);
            else
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    private static string ShapeOf(string body, string path)
    {
        if (body.Length == 0)
            return "empty";
        if (body[0] is not ('{' or '<'))
            return "text";
        return path.Contains(".xml", StringComparison.Ordinal) ? ShapeOf(XDocument.Parse(body).Root!) : ShapeOf(JsonNode.Parse(body)!.AsObject());
    }

    private static string ShapeOf(JsonObject body) => body switch
    {
        _ when body["errors"] is JsonArray => "errors",
        _ when body["status"] is JsonValue && body["error"] is JsonValue => "problem",
        _ when body.First().Value is JsonArray => body.ContainsKey("total_count") && body.ContainsKey("offset") && body.ContainsKey("limit") ? "list" : "bare list",
        _ when body.Count == 1 && body.First().Value is JsonObject => "record",
        _ => body.ToJsonString(),
    };

    private static string ShapeOf(XElement root) => root switch
    {
        { Name.LocalName: "errors" } => "errors",
        { Name.LocalName: "hash" } => "problem",
        _ when root.Attribute("type")?.Value == "array" => root.Attribute("total_count") is null ? "bare list" : "list",
        _ => "record",
    };

    public sealed record Sample(
        string Name, string Method, string Path, Dictionary<string, string> Headers, string? Body, int Status, string? ContentType, string Shape,
        bool Location, string? Challenge);
}
