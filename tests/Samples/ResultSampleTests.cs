using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Tests.Samples;

/// <summary>The samples of the Lightening document, read from it and not from the contract, asked of the mock.</summary>
public sealed class ResultSampleTests
{
    private static readonly List<Sample> All = JsonSerializer.Deserialize<List<Sample>>(
        Repository.Read("tests", "Samples", "lightening.samples.json"), JsonSerializerOptions.Web)!;

    private static IEnumerable<TestCaseData> Cases => All.Select(sample => new TestCaseData(sample).SetName($"Lightening: {sample.Name}"));

    [TestCaseSource(nameof(Cases))]
    public async Task A_documented_request_gets_the_documented_answer(Sample sample)
    {
        await using var mock = await TestMock.StartAsync();
        using var client = mock.Client();
        using var request = new HttpRequestMessage(new HttpMethod(sample.Method), sample.Path);
        request.Headers.TryAddWithoutValidation("Authorization", "demo");
        if (sample.Method == "POST")
            request.Content = new FormUrlEncodedContent(sample.Form.Select(pair => KeyValuePair.Create(pair[0], pair[1])));

        using var response = await client.SendAsync(request);

        var text = await response.Content.ReadAsStringAsync();
        var body = JsonNode.Parse(text)!.AsObject();
        ((int)response.StatusCode).ShouldBe(200);
        body.Select(member => member.Key).ShouldBe(sample.Keys, ignoreOrder: true);
        ((bool)body["result"]!).ShouldBe(sample.Result, text);
        ((string?)body["msg"]).ShouldBe(sample.Msg);
        ((string?)body["error"]).ShouldBe(sample.Error);
        body["errors"]?.ToJsonString().ShouldBe(sample.Errors!.ToJsonString());
        var record = body["entity"] as JsonObject ?? (body["entities"] as JsonArray)?.FirstOrDefault() as JsonObject ?? [];
        record.Select(member => member.Key).ShouldBe(sample.Record, ignoreOrder: true);
    }

    public sealed record Sample(
        string Name, string Method, string Path, List<List<string>> Form, List<string> Keys, List<string> Record, bool Result,
        string? Msg, string? Error, JsonObject? Errors);
}
