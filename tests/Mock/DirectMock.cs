using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock;
using PlanisoContract.Mock.Hosting;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock;

/// <summary>A mock that is asked without a connection.</summary>
internal sealed class DirectMock : IAsyncDisposable
{
    private readonly MockServer _server;

    private DirectMock(MockServer server) => _server = server;

    public MockServices Services => _server.Services;

    public Silos Silos => _server.Services.Silos;

    public static async Task<DirectMock> StartAsync(
        ImmutableArray<Contract> contracts, ImmutableArray<SiloSettings> silos, TimeProvider? clock = null, TextWriter? log = null) =>
        new(await MockServer.StartAsync(new MockOptions { Contracts = contracts, Silos = silos, Clock = clock ?? TimeProvider.System, Log = log }));

    public async Task<Heard> AskAsync(Question question)
    {
        var context = new DefaultHttpContext();
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        (request.Method, request.RawTarget, request.Body) = (question.Method, question.Url, new MemoryStream(question.Body));
        foreach (var (name, values) in question.Headers)
            request.Headers[name] = values;
        var body = new MemoryStream();
        context.Response.Body = body;
        await _server.AnswerAsync(context);
        await context.Response.CompleteAsync();
        return new Heard(context.Response.StatusCode, context.Response.ContentType, Encoding.UTF8.GetString(body.ToArray()));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

/// <summary>A request.</summary>
internal sealed record Question(string Method, string Path)
{
    public string Query { get; init; } = "";

    /// <summary>The header Authorization; null without one.</summary>
    public string? Key { get; init; }

    /// <summary>The same header once more; null unless it is sent twice.</summary>
    public string? KeyAgain { get; init; }

    /// <summary>The login to act for; null without one.</summary>
    public string? SwitchTo { get; init; }

    /// <summary>The silo whose base URL it is sent to; null without one.</summary>
    public string? BaseOf { get; init; }

    public byte[] Body { get; init; } = [];

    public string Prefix => BaseOf is null ? "" : $"/__admin/silos/{BaseOf}/api";

    public string Url => Prefix + Path + (Query.Length == 0 ? "" : "?" + Query);

    public IEnumerable<KeyValuePair<string, StringValues>> Headers
    {
        get
        {
            if (Key is not null)
            {
                yield return new("Authorization", KeyAgain is null ? Key : new StringValues([Key, KeyAgain]));
                // A key of its own is not always sent where this one is.
                yield return new("X-Redmine-API-Key", Key.Split(' ')[^1]);
            }
            if (SwitchTo is not null)
                yield return new("X-Redmine-Switch-User", SwitchTo);
            if (Body.Length > 0)
                yield return new("Content-Type", "application/json");
        }
    }

    public string? Header(string name) =>
        Headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    public override string ToString() => $"{Method} {Url} {string.Join(", ", Headers.Select(header => $"{header.Key}: {header.Value}"))}";
}

/// <summary>Its answer.</summary>
internal sealed record Heard(int Status, string? ContentType, string Body);
