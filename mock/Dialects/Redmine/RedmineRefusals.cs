using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects.Redmine;

/// <summary>How the redmine dialect refuses: without a body, with a list of errors, or with an object of status and error.</summary>
internal sealed class RedmineRefusals(PlaceFlags api)
{
    private const string NoSuffix =
        "We couldn't handle your request, sorry. If you were trying to access the API, make sure to append .json or .xml to your request URL.\n";

    private readonly ModeFlag _text = api[Behaviors.RefusalEmpty, "text"];
    private readonly ModeFlag _byField = api[Behaviors.ErrorList, "object"];

    public SimulatedResponse Write(OperationResult result, SimulatedRequest request, ActiveModes modes)
    {
        // Refused values have another status here than a body that cannot be read.
        var status = result is { Status: 400, Malformed: false } ? 422 : result.Status;
        return status switch
        {
            _ when result.InBody => WithStatus(result, 200, status),
            406 => NotAcceptable(request),
            422 => Errors(result, modes),
            401 or 403 or 412 => Empty(result, modes),
            404 when result.Operation is not null => Empty(result, modes),
            _ => WithStatus(result, status, status),
        };
    }

    /// <summary>The format of an answer to a path that has no route: that of its suffix, else what is asked for, else the first.</summary>
    public static string FormatOf(SimulatedRequest request, ImmutableArray<string> formats)
    {
        var accept = request.Header("Accept") ?? "";
        return formats.FirstOrDefault(format => request.Path.EndsWith("." + format, StringComparison.Ordinal))
            ?? formats.FirstOrDefault(format => accept.Contains(format, StringComparison.OrdinalIgnoreCase)) ?? formats[0];
    }

    private SimulatedResponse Empty(OperationResult result, ActiveModes modes) => modes[_text]
        ? new SimulatedResponse(result.Status, "text/plain; charset=utf-8", result.Headers, Encoding.UTF8.GetBytes(result.Message))
        : new SimulatedResponse(result.Status, ContentTypes.Bare(result.Format), result.Headers, default);

    private SimulatedResponse Errors(OperationResult result, ActiveModes modes)
    {
        IReadOnlyList<FieldError> errors = result.Data is ResultData.Errors found ? found.All : [new FieldError("", result.Message)];
        var body = result.Format == "xml" ? InXml(errors, modes[_byField])
            : JsonText.Of((errors, byField: modes[_byField]), static (json, errors) => InJson(json, errors.errors, errors.byField));
        return new SimulatedResponse(422, ContentTypes.WithBody(result.Format), result.Headers, body);
    }

    private static void InJson(Utf8JsonWriter json, IReadOnlyList<FieldError> errors, bool byField)
    {
        json.WriteStartObject();
        json.WritePropertyName("errors");
        if (byField)
        {
            new ResultData.Errors(errors).Write(json);
        }
        else
        {
            json.WriteStartArray();
            foreach (var error in errors)
                json.WriteStringValue(Sentence(error));
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static byte[] InXml(IReadOnlyList<FieldError> errors, bool byField)
    {
        var xml = new XmlText();
        xml.Start("errors");
        if (!byField)
            xml.Attribute("type", "array");
        xml.Content();
        foreach (var error in errors)
        {
            var name = byField ? XmlText.Name(error.Name) : "error";
            xml.Start(name);
            xml.Content();
            xml.Text(Sentence(error));
            xml.End(name);
        }
        xml.End("errors");
        return xml.ToBytes();
    }

    private static string Sentence(FieldError error) => error.Name.Length == 0 ? error.Message
        : error.Missing ? $"{Human(error.Name)} cannot be blank" : $"{Human(error.Name)} is invalid: {error.Message.TrimEnd('.')}";

    // As Rails says names: first_name is First name, country_id is Country.
    private static string Human(string name)
    {
        var words = (name.EndsWith("_id", StringComparison.Ordinal) ? name[..^3] : name).Replace('_', ' ').Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static SimulatedResponse WithStatus(OperationResult result, int http, int status)
    {
        var error = ReasonPhrase(status);
        var body = result.Format == "xml"
            ? $"{XmlText.Declaration}\n<hash>\n  <status type=\"integer\">{status}</status>\n  <error>{error}</error>\n</hash>\n"
            : $"{{\"status\":{status},\"error\":\"{error}\"}}";
        return new SimulatedResponse(http, ContentTypes.WithBody(result.Format), result.Headers, Encoding.UTF8.GetBytes(body));
    }

    // For 413, .NET has the older phrase.
    private static string? ReasonPhrase(int status)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        return status == 413 ? "Payload Too Large" : response.ReasonPhrase;
    }

    // As recorded: what is asked for where the path has no suffix, YAML in YAML; other suffixes have no body.
    private static SimulatedResponse NotAcceptable(SimulatedRequest request)
    {
        var accept = request.Header("Accept") ?? "";
        var name = request.Path[(request.Path.LastIndexOf('/') + 1)..];
        var suffix = name[(name.LastIndexOf('.') + 1)..];
        if (suffix == name)
        {
            var type = accept.Contains("xml", StringComparison.OrdinalIgnoreCase) && !accept.Contains("html", StringComparison.OrdinalIgnoreCase) ? ContentTypes.WithBody("xml")
                : accept.Contains("json", StringComparison.OrdinalIgnoreCase) ? ContentTypes.WithBody("json") : "text/plain; charset=utf-8";
            return new SimulatedResponse(406, type, [], Encoding.UTF8.GetBytes(NoSuffix));
        }
        return suffix is "yaml" or "yml"
            ? new SimulatedResponse(406, "application/x-yaml; charset=utf-8", [], "---\n:status: 406\n:error: Not Acceptable\n"u8.ToArray())
            : new SimulatedResponse(406, "text/plain; charset=utf-8", [], default);
    }
}

/// <summary>The Content-Types of the redmine dialect: an answer without a body names no charset.</summary>
internal static class ContentTypes
{
    public static string Bare(string format) => format == "xml" ? MediaType.Xml : MediaType.Json;

    public static string WithBody(string format) => Bare(format) + "; charset=utf-8";
}
