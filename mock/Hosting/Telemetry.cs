using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PlanisoContract.Mock.Journal;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Hosting;

/// <summary>Traces and metrics: ASP.NET's own, and an activity for each operation of a contract.</summary>
internal static class Telemetry
{
    /// <summary>The name of the activities of operations.</summary>
    public const string SourceName = "PlanisoContract.Mock";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Exports by OTLP as the variables <c>OTEL_*</c> say (OpenTelemetry, Environment Variable Specification), until it is disposed of.</summary>
    /// <param name="environment">Reads a variable.</param>
    /// <returns>Null where no variable names an endpoint.</returns>
    public static IDisposable? Export(Func<string, string?> environment)
    {
        bool IsSet(string name) => !string.IsNullOrWhiteSpace(environment(name));

        var everything = IsSet("OTEL_EXPORTER_OTLP_ENDPOINT");
        var traces = everything || IsSet("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        var metrics = everything || IsSet("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT");
        if (!traces && !metrics)
            return null;
        // Without it the activities of ASP.NET have neither method nor status.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        return OpenTelemetrySdk.Create(builder =>
        {
            if (!IsSet("OTEL_SERVICE_NAME"))
                builder.ConfigureResource(resource => resource.AddService("planiso-mock"));
            if (traces)
                builder.WithTracing(tracing => tracing.AddSource(SourceName, "Microsoft.AspNetCore").AddOtlpExporter());
            if (metrics)
                builder.WithMetrics(meters => meters.AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime").AddOtlpExporter());
        });
    }

    /// <summary>Begins the activity of an operation; null where nobody listens.</summary>
    public static Activity? Begin() => Source.StartActivity("contract");

    /// <summary>Names an activity after the operation that was answered.</summary>
    public static void Describe(Activity activity, JournalEntry entry, OperationPlan? operation)
    {
        if (operation is not null)
        {
            activity.DisplayName = operation.Operation.OperationId;
            activity.SetTag("planiso.api", operation.Api.Contract.Api).SetTag("planiso.operation", operation.Operation.OperationId);
        }
        activity.SetTag("planiso.answered_by", entry.AnsweredBy.ToString()).SetTag("http.response.status_code", entry.Response.Status);
        if (entry.Response.Refusal is { } refusal)
            activity.SetTag("planiso.refusal", refusal);
        if (entry.Response.Status >= 500)
            activity.SetStatus(ActivityStatusCode.Error);
    }
}
