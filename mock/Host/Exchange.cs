using Microsoft.AspNetCore.Http.Features;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Host;

/// <summary>A request that is being answered.</summary>
/// <param name="context">The request and its response.</param>
/// <param name="started">When it came, as a timestamp of the mock's clock.</param>
internal sealed class Exchange(HttpContext context, long started)
{
    public HttpContext Context => context;

    public long Started => started;

    /// <summary>Upper case.</summary>
    public string Method { get; } = context.Request.Method.ToUpperInvariant();

    /// <summary>What is asked for.</summary>
    public Target Whole { get; } = Target.Of(context.Features.GetRequiredFeature<IHttpRequestFeature>());

    /// <summary>What stood before the path of an API: nothing, or the path of a silo's door.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>The silo whose modes govern the request without a valid key; null for the mock's own pages.</summary>
    public Silo? Door { get; set; }

    /// <summary>What is asked of the APIs: <see cref="Whole"/> without <see cref="Prefix"/>.</summary>
    public Target Target { get; set; }

    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>Its entry of the journal; null without one.</summary>
    public ServeEvent? Served { get; set; }

    /// <summary>Whether it is a request that may be answered as one before.</summary>
    public bool IsPlainGet => Method == "GET" && Body.IsEmpty;

    /// <summary>As simulators take it.</summary>
    /// <param name="header">Looks a header up for them.</param>
    public SimulatedRequest Simulated(Func<string, string?> header) => new(Method, Target.Path, Target.Query, header, Body) { Base = Prefix };

    /// <summary>A header, ignoring case; null where it is absent. One that was sent several times is one with commas.</summary>
    public string? Header(string name) => context.Request.Headers[name];
}
