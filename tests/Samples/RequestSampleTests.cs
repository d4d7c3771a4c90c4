using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Tests.Samples;

/// <summary>
/// The request samples of the vendor's document, sent to the mock. <c>planiso.samples.json</c> was read from the document
/// itself, not from the contract, so that a mistake in the contract shows here. Replaced are <c>{no}</c>, the type names that
/// stand for values (<c>string</c>, <c>boolean</c>), and the two garbled organizations, which are sent in brackets.
/// </summary>
public sealed class RequestSampleTests
{
    private static readonly List<Sample> All = JsonSerializer.Deserialize<List<Sample>>(
        Repository.Read("tests", "Samples", "planiso.samples.json"), JsonSerializerOptions.Web)!;

    private static IEnumerable<TestCaseData> Cases =>
        All.Select(sample => new TestCaseData(sample).SetName($"{sample.Method} {sample.Path}"));

    [Test]
    public void There_is_one_for_each_operation() => All.Count.ShouldBe(36);

    [TestCaseSource(nameof(Cases))]
    public async Task A_documented_request_gets_the_documented_answer(Sample sample)
    {
        await using var mock = await TestMock.StartAsync();
        using var client = mock.Client("demo");
        var path = sample.Path.Replace("{no}", "3", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(sample.Method), path);
        if (sample.Form.Count > 0)
            request.Content = new FormUrlEncodedContent(sample.Form.Select(pair => KeyValuePair.Create(pair[0], Filled(pair[1]))));

        using var response = await client.SendAsync(request);

        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        ((int)response.StatusCode).ShouldBe(sample.Status, body.ToJsonString());
        ((int)body["code"]!).ShouldBe(sample.Code);
        ((string)body["message"]!).ShouldBe(sample.Message);
        if (sample.List)
            body["data"].ShouldBeOfType<JsonArray>();
        var record = body["data"] is JsonArray { Count: > 0 } list ? list.First(element => Shows(element, sample.Keys)) : body["data"];
        sample.Keys.Where(key => !Has(record, key)).ShouldBeEmpty(body.ToJsonString());
    }

    private static bool Shows(JsonNode? record, List<string> keys) =>
        keys.TrueForAll(key => key.Contains("[]", StringComparison.Ordinal) is false || Has(record, key));

    private static bool Has(JsonNode? node, string key)
    {
        foreach (var part in key.Split('.'))
        {
            var name = part.Replace("[]", "", StringComparison.Ordinal);
            if (node is not JsonObject members || !members.TryGetPropertyValue(name, out node))
                return false;
            if (part.EndsWith("[]", StringComparison.Ordinal))
                node = (node as JsonArray)?.FirstOrDefault();
        }
        return true;
    }

    private static string Filled(string value) => value switch
    {
        "{text}" => "Sample " + Interlocked.Increment(ref _next).ToString(CultureInfo.InvariantCulture),
        "{email}" => $"sample{Interlocked.Increment(ref _next)}@example.com",
        "{date}" => "2024-01-01",
        "{flag}" => "1",
        _ => value,
    };

    private static int _next;

    public sealed record Sample(
        string Method, string Path, List<List<string>> Form, int Status, int Code, string Message, bool List, List<string> Keys);
}
