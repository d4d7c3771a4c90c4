using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>Writes an answer.</summary>
internal sealed class Sending(HttpContext context, Waiting waiting)
{
    private readonly HttpResponse _response = context.Response;

    public async Task SendAsync(AnswerToSend answer, Dribble? dribble)
    {
        _response.StatusCode = answer.Status;
        if (answer.StatusMessage is not null)
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = OneLine(answer.StatusMessage);
        var body = Frame(answer);
        if (body.IsEmpty)
        {
            // A length without a body is wrong on purpose, too.
            if (_response.ContentLength > 0)
                await _response.StartAsync(context.RequestAborted);
            return;
        }
        if (dribble is null)
            await _response.BodyWriter.WriteAsync(body, context.RequestAborted);
        else
            await DribbleAsync(body, dribble);
    }

    /// <summary>Sets the headers; what is to be written of the body comes back.</summary>
    private ReadOnlyMemory<byte> Frame(AnswerToSend answer)
    {
        var isChunked = false;
        string? length = null;
        foreach (var (name, values) in Together(answer.Headers))
        {
            if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
                isChunked = true;
            else if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                length = values[^1];
            else
                // Two types would be none; the last one counts.
                _response.Headers[name] = name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) ? values[^1] : values;
        }
        if (answer.Status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified)
            return default;
        var isHead = HttpMethods.IsHead(context.Request.Method);
        var told = long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : answer.Body.Length;
        if (!isChunked)
            _response.ContentLength = told;
        if (isHead)
            return default;
        // A length that is wrong on purpose: the client gets what it says, and no further request on this connection.
        if (told != answer.Body.Length && !isChunked)
            _response.Headers.Connection = "close";
        return isChunked || told >= answer.Body.Length ? answer.Body : answer.Body[..(int)told];
    }

    private async Task DribbleAsync(ReadOnlyMemory<byte> body, Dribble dribble)
    {
        var pieces = dribble.Pieces(body).ToList();
        var pause = TimeSpan.FromMilliseconds(dribble.Milliseconds / pieces.Count);
        foreach (var piece in pieces)
        {
            await waiting.WaitAsync(pause, context.RequestAborted);
            await _response.BodyWriter.WriteAsync(piece, context.RequestAborted);
        }
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> Together(IEnumerable<KeyValuePair<string, StringValues>> headers) =>
        headers.GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase).Select(same =>
            KeyValuePair.Create(same.Key, new StringValues([.. same.SelectMany(header => header.Value).Select(value => OneLine(value ?? ""))])));

    /// <summary>Without what would end the line and begin another header.</summary>
    private static string OneLine(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 && !text.Contains('\x7f', StringComparison.Ordinal)
            ? text
            : string.Create(text.Length, text, (line, from) =>
            {
                for (var i = 0; i < line.Length; i++)
                    line[i] = char.IsControl(from[i]) && from[i] != '\t' ? ' ' : from[i];
            });
}
