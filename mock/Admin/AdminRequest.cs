using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Mock.Admin;

/// <summary>A request to the mock's own pages.</summary>
/// <param name="Context">The request as it came.</param>
/// <param name="Target">What it asks for.</param>
/// <param name="Values">Of the path's parameters, decoded.</param>
internal sealed record AdminRequest(HttpContext Context, Target Target, ImmutableArray<string> Values)
{
    // Ten thousand stubs come in one import.
    private const int MostStubs = 64 << 20;

    /// <summary>The URL under which the client knows the mock.</summary>
    public string BaseUrl => Context.Request.Host.HasValue
        ? $"{Context.Request.Scheme}://{Context.Request.Host}"
        // HTTP/1.0 needs no Host.
        : $"{Context.Request.Scheme}://{new IPEndPoint(Context.Connection.LocalIpAddress ?? IPAddress.Loopback, Context.Connection.LocalPort)}";

    /// <summary>The query parameter of this name, or null.</summary>
    public string? Query(string name) => QueryParameters.Pairs(Target.Query).FirstOrDefault(pair => pair.Name == name).Value;

    /// <summary>The body of a request to the stubs' own API.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadBytesAsync()
    {
        var body = await RequestBody.ReadAsync(Context, MostStubs);
        return body.Length <= MostStubs ? body
            : throw new BadHttpRequestException("The body is longer than 64 MiB.", StatusCodes.Status413PayloadTooLarge);
    }

    /// <summary>The body as a document of the stubs' own API; what is wrong with it goes to the problems.</summary>
    public async Task<JsonPlace> ReadDocumentAsync(Problems problems) => Document(await ReadBytesAsync(), problems);

    /// <summary>What the body says, or null and the refusal.</summary>
    /// <param name="clock">The mock's.</param>
    /// <param name="read">Reads a document of the stubs' own API; what is wrong goes to the problems of its place.</param>
    public async Task<(T? Read, AdminAnswer Refusal)> ReadAsync<T>(TimeProvider clock, Func<JsonPlace, T?> read)
        where T : class
    {
        var problems = new Problems(clock);
        var place = await ReadDocumentAsync(problems);
        var made = problems.Any ? null : read(place);
        return (problems.Any ? null : made, problems.ToAnswer());
    }

    public static JsonPlace Document(ReadOnlyMemory<byte> body, Problems problems)
    {
        try
        {
            if (body.Span.IndexOfAnyExcept(" \t\r\n"u8) >= 0)
                return new JsonPlace(StrictJson.Parse(body.Span), "", problems);
            problems.Add("", "Expected JSON, found no body.");
        }
        catch (JsonException wrong)
        {
            problems.Add(null, wrong.Message);
        }
        return new JsonPlace(new JsonObject(), "", problems);
    }

    /// <summary>The UUID at the end of the path, or the refusal.</summary>
    public bool TryId(out Guid id, [NotNullWhen(false)] out AdminAnswer? refusal)
    {
        refusal = Guid.TryParseExact(Values[0], "D", out id)
            ? null
            : AdminAnswer.Coded(StatusCodes.Status400BadRequest, 10, $"{Values[0]} is not a valid UUID");
        return refusal is null;
    }

    /// <summary>The body as a JSON object; an empty one where there is no body.</summary>
    /// <exception cref="JsonException">It is no such thing.</exception>
    public async Task<JsonObject> ReadObjectAsync()
    {
        var body = await RequestBody.ReadAsync(Context);
        if (body.Length > RequestBody.Limit)
            throw new JsonException("The body is longer than 1 MiB.");
        if (string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(body.Span)))
            return [];
        return StrictJson.Parse(body.Span) as JsonObject ?? throw new JsonException("The body is no JSON object.");
    }
}
