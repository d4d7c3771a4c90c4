using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>How the redmine dialect refuses: without a body, with a list of errors, or with an object of status and error.</summary>
internal sealed class RedmineRefusals(GatesAt api)
{
    private const string NoSuffix =
        "We couldn't handle your request, sorry. If you were trying to access the API, make sure to append .json or .xml to your request URL.\n";

    private readonly Gate _text = api[Behaviors.RefusalEmpty, "text"];
    private readonly Gate _byField = api[Behaviors.ErrorList, "object"];

    public SimulatedResponse Write(Reply reply, SimulatedRequest request, Modes modes)
    {
        // Values that are refused are another thing here than a body that cannot be read.
        var status = reply is { Status: 400, Malformed: false } ? 422 : reply.Status;
        return status switch
        {
            _ when reply.InBody => WithStatus(reply, 200, status),
            406 => NotAcceptable(request),
            422 => Errors(reply, modes),
            401 or 403 or 412 => Empty(reply, modes),
            404 when reply.Operation is not null => Empty(reply, modes),
            _ => WithStatus(reply, status, status),
        };
    }

    /// <summary>The format of an answer to a path that leads nowhere: that of its suffix, else what is asked for, else the first.</summary>
    public static string FormatOf(SimulatedRequest request, ImmutableArray<string> formats)
    {
        var accept = request.Header("Accept") ?? "";
        return formats.FirstOrDefault(format => request.Path.EndsWith("." + format, StringComparison.Ordinal))
            ?? formats.FirstOrDefault(format => accept.Contains(format, StringComparison.OrdinalIgnoreCase)) ?? formats[0];
    }

    private SimulatedResponse Empty(Reply reply, Modes modes) => modes[_text]
        ? new SimulatedResponse(reply.Status, "text/plain; charset=utf-8", reply.Headers, Encoding.UTF8.GetBytes(reply.Message))
        : new SimulatedResponse(reply.Status, ContentTypes.Bare(reply.Format), reply.Headers, default);

    private SimulatedResponse Errors(Reply reply, Modes modes)
    {
        IReadOnlyList<Fault> faults = reply.Data is Payload.Faults found ? found.All : [new Fault("", reply.Message)];
        var body = reply.Format == "xml" ? InXml(faults, modes[_byField])
            : JsonText.Of((faults, byField: modes[_byField]), static (json, errors) => InJson(json, errors.faults, errors.byField));
        return new SimulatedResponse(422, ContentTypes.WithBody(reply.Format), reply.Headers, body);
    }

    private static void InJson(Utf8JsonWriter json, IReadOnlyList<Fault> faults, bool byField)
    {
        json.WriteStartObject();
        json.WritePropertyName("errors");
        if (byField)
        {
            new Payload.Faults(faults).Write(json);
        }
        else
        {
            json.WriteStartArray();
            foreach (var fault in faults)
                json.WriteStringValue(Sentence(fault));
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static byte[] InXml(IReadOnlyList<Fault> faults, bool byField)
    {
        var xml = new XmlText();
        xml.Start("errors");
        if (!byField)
            xml.Attribute("type", "array");
        xml.Content();
        foreach (var fault in faults)
        {
            var name = byField ? XmlText.Name(fault.Name) : "error";
            xml.Start(name);
            xml.Content();
            xml.Text(Sentence(fault));
            xml.End(name);
        }
        xml.End("errors");
        return xml.ToBytes();
    }

    private static string Sentence(Fault fault) => fault.Name.Length == 0 ? fault.Message
        : fault.Missing ? $"{Human(fault.Name)} cannot be blank" : $"{Human(fault.Name)} is invalid: {fault.Message.TrimEnd('.')}";

    // As Rails says names: first_name is First name, country_id is Country.
    private static string Human(string name)
    {
        var words = (name.EndsWith("_id", StringComparison.Ordinal) ? name[..^3] : name).Replace('_', ' ').Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static SimulatedResponse WithStatus(Reply reply, int http, int status)
    {
        var error = ReasonPhrases.GetReasonPhrase(status);
        var body = reply.Format == "xml"
            ? $"{XmlText.Declaration}\n<hash>\n  <status type=\"integer\">{status}</status>\n  <error>{error}</error>\n</hash>\n"
            : $"{{\"status\":{status},\"error\":\"{error}\"}}";
        return new SimulatedResponse(http, ContentTypes.WithBody(reply.Format), reply.Headers, Encoding.UTF8.GetBytes(body));
    }

    // As recorded: what is asked for where the path has no suffix, YAML in YAML; other suffixes have nothing to say.
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
