using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Bench.Loads;

namespace PlanisoContract.Bench.Contenders;

/// <summary>What the mock answered to a request, for others to answer alike.</summary>
internal sealed record Answer(WorkRequest Request, int Status, ImmutableSortedDictionary<string, string> Headers, byte[] Body)
{
    // Every server writes these by itself.
    private static readonly ImmutableArray<string> Own = ["Date", "Content-Length", "Transfer-Encoding", "Connection"];

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The records that it lists; empty when it is no list.</summary>
    public JsonArray Records => ((JsonObject)JsonNode.Parse(Body)!).Select(member => member.Value).OfType<JsonArray>().SingleOrDefault() ?? [];

    /// <summary>This answer, when it lists so many records.</summary>
    /// <exception cref="BenchException">It lists others.</exception>
    public Answer Listing(int records) => records == 0 || Records.Count == records ? this
        : throw new BenchException($"{Request.Method} {Request.Path} lists {Records.Count} records, not {records}.");

    /// <summary>Asks a server.</summary>
    /// <exception cref="BenchException">It does not answer as it should.</exception>
    public static async Task<Answer> TakeAsync(HttpClient client, string url, WorkRequest request, CancellationToken stop)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), url + request.Path.Replace("{no}", "17", StringComparison.Ordinal));
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", request.Key);
        if (request.Body is not null)
            message.Content = new StringContent(request.Body.ToJsonString().Replace("{n}", "00000000000", StringComparison.Ordinal), Encoding.UTF8, "application/json");
        using var response = await SendAsync(client, message, stop);
        var body = await response.Content.ReadAsByteArrayAsync(stop);
        if ((int)response.StatusCode != request.Status)
            throw new BenchException($"{request.Method} {request.Path} is answered with {(int)response.StatusCode}, not {request.Status}: {Encoding.UTF8.GetString(body)}");
        return new Answer(request, request.Status,
            response.Headers.Concat(response.Content.Headers).Where(header => !Own.Contains(header.Key))
                .ToImmutableSortedDictionary(header => header.Key, header => string.Join(", ", header.Value)),
            body);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage message, CancellationToken stop)
    {
        try
        {
            return await client.SendAsync(message, stop);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new BenchException($"{message.Method} {message.RequestUri!.PathAndQuery} is not answered within {client.Timeout.TotalSeconds:N0} s");
        }
        catch (HttpRequestException wrong)
        {
            throw new BenchException($"{message.Method} {message.RequestUri!.PathAndQuery} is not answered: {wrong.Message}");
        }
    }
}
