package org.opengauss.reversemigration.target;

/** Turns the text of an array, {@code {1,2,NULL}} or {@code {a,"b c","d\"e"}}, into a JSON array. */
final class ArrayText {
    private final String text;
    private final boolean bareElements;
    private final StringBuilder json = new StringBuilder();
    private int at;

    private ArrayText(String text, boolean bareElements) {
        this.text = text;
        this.bareElements = bareElements;
    }

    /**
     * @param bareElements elements are numbers or booleans and stay without quotes
     * @throws UnfitValueException for arrays that state their bounds and elements that JSON has no form for
     */
    static String toJson(String text, boolean bareElements) {
        ArrayText array = new ArrayText(text, bareElements);
        if (text.isEmpty() || text.charAt(0) != '{') {
            throw UnfitValueException.because("an array with bounds has no JSON form");
        }
        try {
            array.readArray();
        } catch (StringIndexOutOfBoundsException e) {
            throw UnfitValueException.because("the array's text ends early");
        }
        if (array.at != text.length()) {
            throw UnfitValueException.because("text behind the array's end");
        }
        return array.json.toString();
    }

    private void readArray() {
        at++;
        json.append('[');
        while (text.charAt(at) != '}') {
            if (text.charAt(at) == '{') {
                readArray();
            } else {
                readElement();
            }
            if (text.charAt(at) == ',') {
                json.append(',');
                at++;
            }
        }
        at++;
        json.append(']');
    }

    private void readElement() {
        StringBuilder element = new StringBuilder();
        boolean quoted = text.charAt(at) == '"';
        if (quoted) {
            at++;
            while (text.charAt(at) != '"') {
                if (text.charAt(at) == '\\') {
                    at++;
                }
                element.append(text.charAt(at++));
            }
            at++;
        } else {
            while (text.charAt(at) != ',' && text.charAt(at) != '}') {
                if (text.charAt(at) == '\\') {
                    at++;
                }
                element.append(text.charAt(at++));
            }
        }
        appendElement(element.toString(), quoted);
    }

    private void appendElement(String element, boolean quoted) {
        if (!quoted && element.equals("NULL")) {
            json.append("null");
        } else if (bareElements) {
            json.append(bare(element));
        } else {
            JsonString.append(json, element);
        }
    }

    private static String bare(String element) {
        switch (element) {
            case "t", "true":
                return "true";
            case "f", "false":
                return "false";
            case "NaN", "Infinity", "-Infinity":
                throw UnfitValueException.withoutForm("JSON has no NaN and no infinity");
            default:
                // .5 is no number in JSON
                return element.startsWith(".")
                        ? "0" + element
                        : element.startsWith("-.") ? "-0" + element.substring(1) : element;
        }
    }
}
