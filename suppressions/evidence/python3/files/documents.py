"""XML, mail and addresses of the web."""
import email.message
import html.parser
import urllib.parse
import xml.etree.ElementTree

tree = xml.etree.ElementTree.fromstring("<a><b c='1'>text</b><b/></a>")
print([child.get("c") for child in tree.iter("b")], xml.etree.ElementTree.tostring(tree))
message = email.message.EmailMessage()
message["Subject"] = "Größe"
message.set_content("text\n")
print(len(message.as_bytes()))
print(urllib.parse.urlsplit("http://user@host:80/a/b?c=d#e"), urllib.parse.quote("a b/ü"))


class Links(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs):
        print(tag, attrs)


Links().feed("<p>a <a href='x'>b</a>")
