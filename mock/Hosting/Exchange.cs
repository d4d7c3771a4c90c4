using Microsoft.AspNetCore.Http.Features;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Journal;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Hosting;

/// <summary>A request that is being answered.</summary>
internal sealed class Exchange
{
    /// <param name="context">The request and its response.</param>
    /// <param name="clock">The mock's.</param>
    public Exchange(HttpContext context, TimeProvider clock)
    {
        Context = context;
        Started = clock.GetTimestamp();
        Method = context.Request.Method.ToUpperInvariant();
        Url = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        Target = RequestTarget.Parse(Url);
    }

    public HttpContext Context { get; }

    /// <summary>When it came, as a timestamp of the mock's clock.</summary>
    public long Started { get; }

    /// <summary>Upper case.</summary>
    public string Method { get; }

    /// <summary>What the request line asks for, as sent.</summary>
    public string Url { get; }

    /// <summary>The same in parts.</summary>
    public RequestTarget Target { get; }

    /// <summary>Its entry in the journal; null until it is answered, and for the mock's own pages.</summary>
    public JournalEntry? Entry { get; set; }

    /// <summary>The request as the simulator takes it.</summary>
    /// <param name="target">What it asks of the APIs.</param>
    /// <param name="prefix">What stands before that in the URL.</param>
    /// <param name="body">Its body.</param>
    /// <param name="header">Looks headers up.</param>
    public SimulatedRequest ToSimulated(RequestTarget target, string prefix, RequestBody body, Func<string, string?> header) =>
        new(Method, target.Path, target.Query, body.ContentType is null ? header : Typed(body.ContentType), body.Content) { Base = prefix, Scheme = Context.Request.Scheme };

    // Apart, so that other requests make no closure.
    private Func<string, string?> Typed(string contentType) =>
        name => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) ? contentType : Header(name);

    /// <summary>A header, or null. One that was sent several times is one with commas.</summary>
    public string? Header(string name) => Context.Request.Headers[name];
}
