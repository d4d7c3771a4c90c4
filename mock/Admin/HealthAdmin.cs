using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections.Features;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Admin;

/// <summary>Whether the mock is well; the members are those of WireMock's page, and what it serves.</summary>
internal sealed class HealthAdmin(MockOptions options, Silos silos)
{
    /// <summary>Of the program, without the commit.</summary>
    public static string Version { get; } = typeof(HealthAdmin).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The WireMock whose language the stubs speak.</summary>
    private const string WireMock = "3.13.2";

    private readonly long _started = options.Clock.GetTimestamp();

    public AdminAnswer Show(AdminRequest request) => AdminAnswer.Json(StatusCodes.Status200OK, new JsonObject
    {
        ["status"] = "healthy",
        ["message"] = "The mock is well.",
        ["version"] = Version,
        ["uptimeInSeconds"] = (long)options.Clock.GetElapsedTime(_started).TotalSeconds,
        ["timestamp"] = options.Clock.GetUtcNow().ToString("O"),
        ["apis"] = new JsonArray([.. options.Contracts.Select(contract => JsonValue.Create(contract.Api))]),
        ["silos"] = silos.All.Length,
    });

    public static AdminAnswer ShowVersion(AdminRequest request) => AdminAnswer.Json(StatusCodes.Status200OK, new JsonObject
    {
        ["version"] = Version,
        ["wiremock"] = WireMock,
    });

    /// <summary>Ends the mock, once the one who asked for it has the answer.</summary>
    public static AdminAnswer Shutdown(AdminRequest request, Action shutdown)
    {
        var context = request.Context;
        context.Response.Headers.Connection = "close";
        // Not when the answer is written: it is out when the connection is closed.
        if (context.Features.Get<IConnectionLifetimeFeature>() is { } connection)
            connection.ConnectionClosed.Register(shutdown);
        else
            context.Response.OnCompleted(() => Task.Run(shutdown));
        return AdminAnswer.Empty();
    }
}
