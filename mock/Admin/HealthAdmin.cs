using System.Reflection;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Admin;

/// <summary>Whether the mock is well; the members are those of WireMock's page, and what it serves.</summary>
internal sealed class HealthAdmin(MockOptions options, Silos silos)
{
    /// <summary>Of the program, without the commit.</summary>
    public static string Version { get; } = typeof(HealthAdmin).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

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
}
